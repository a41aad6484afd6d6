import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The workbench: a browser application under /app, built to dist/web and served by the program itself. */
export default defineConfig({
  root: 'web',
  base: '/app/',
  cacheDir: '../var/vite',
  plugins: [react()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1_600,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'echarts', test: /node_modules[\\/](echarts|zrender)[\\/]/ },
            { name: 'event-calendar', test: /node_modules[\\/](@event-calendar|svelte)[\\/]/ },
            { name: 'antd', test: /node_modules[\\/](antd|@ant-design|@rc-component|rc-[^\\/]+)[\\/]/ },
            {
              name: 'frame',
              test: /node_modules[\\/](react|react-dom|scheduler|@tanstack|i18next|react-i18next|dayjs|zod)[\\/]/,
            },
          ],
        },
      },
    },
  },
  server: { port: 5173, strictPort: false, proxy: { '/api': 'http://127.0.0.1:8080' } },
})
