import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** Writes .br and .gz beside each asset, so that the server sends them without compressing anew. */
const compressed = (): Plugin => ({
  name: 'compressed',
  apply: 'build',
  writeBundle({ dir = 'dist/web' }) {
    for (const name of readdirSync(join(dir, 'assets')).filter((file) => /\.(js|css|svg)$/.test(file))) {
      const file = join(dir, 'assets', name)
      const bytes = readFileSync(file)
      writeFileSync(
        `${file}.br`,
        brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
      )
      writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }))
    }
  },
})

/** The workbench: a browser application under /app, built to dist/web and served by the program itself. */
export default defineConfig({
  root: 'web',
  base: '/app/',
  cacheDir: '../var/vite',
  plugins: [react(), compressed()],
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
