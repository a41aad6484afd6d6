import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { refuse } from '#kernel/refusal.ts'
import { browserScript } from '#platform/http/browser-script.ts'
import type { Page } from '#platform/http/pages.ts'
import type { Deps } from '#platform/module/module.ts'
import { classPicture, markPicture } from './pictures.ts'
import { publicCss } from './public-css.ts'

const style = publicCss()
const script = browserScript(join(import.meta.dirname, '../../../../web/src/public-pages/enhance.ts'))
const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 10)

/** Addresses change with the content, so that a browser may keep them for ever. */
export const publicStylePath = `/assets/public.css?v=${digest(style)}`
export const publicScriptPath = `/assets/public.js?v=${digest(script)}`

const year = 31_536_000
const fixed = (path: string, mediaType: string, text: string): Page<Deps> => ({
  path,
  bilingual: false,
  render: () => Promise.resolve({ text, mediaType, cacheSeconds: year, sameForAll: true }),
})

/** What public pages load: one style, one small script, drawn pictures. */
export const assetPages: readonly Page<Deps>[] = [
  fixed('/assets/public.css', 'text/css', style),
  fixed('/assets/public.js', 'text/javascript', script),
  fixed('/assets/mark.svg', 'image/svg+xml', markPicture),
  {
    path: '/assets/class/:file',
    bilingual: false,
    render({ params }) {
      const picture = classPicture(/^(\d{2})\.svg$/.exec(params['file'] ?? '')?.[1] ?? '')
      if (picture === undefined) return refuse('not_found', { code: 'not_found', subject: 'picture' })
      return Promise.resolve({
        text: picture,
        mediaType: 'image/svg+xml',
        cacheSeconds: 86_400,
        sameForAll: true,
      })
    },
  },
]
