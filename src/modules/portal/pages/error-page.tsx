import type { ErrorPage } from '#platform/http/pages.ts'
import type { Deps } from '#platform/module/module.ts'
import { type Site, siteProfile } from '../use-cases/site-profile.ts'
import { Frame, SearchBox } from './frame.tsx'
import { readerOf } from './reader.ts'

const known = new Set([403, 404, 429])

/** What is shown when a page is not there, not allowed or fails: what happened, what to do, a number to quote. */
export async function errorPage(deps: Deps): Promise<ErrorPage> {
  // An error page must not need the database; it shows the site as it was at the start, or as it is now if that can be had.
  let site: Site = await siteProfile(deps)
  return (call, status, number) => {
    void siteProfile(deps)
      .then((fresh) => {
        site = fresh
      })
      .catch(() => undefined)
    const reader = readerOf(call, deps.words)
    const key = known.has(status) ? String(status) : status < 500 ? '404' : '500'
    return (
      <Frame
        {...{ reader, site, publicUrl: deps.config.publicUrl }}
        title={reader.say(`error.${key}`)}
        canonical={call.path}
        noindex
      >
        <div className="wide message">
          <p className="code">{status}</p>
          <h1>{reader.say(`error.${key}`)}</h1>
          <p>{reader.say(`error.${key}.text`)}</p>
          {number === undefined ? null : <p>{reader.say('error.number', { number })}</p>}
          {status === 404 ? <SearchBox reader={reader} q="" /> : null}
          <p>
            <a href={reader.href('/')}>{reader.say('error.home')}</a>
          </p>
        </div>
      </Frame>
    )
  }
}
