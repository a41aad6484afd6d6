import { refuse } from '#kernel/refusal.ts'
import type { Page } from '#platform/http/pages.ts'
import type { Deps } from '#platform/module/module.ts'
import { siteProfile } from '../use-cases/site-profile.ts'
import { Frame } from './frame.tsx'
import { readerOf } from './reader.ts'

const topics = ['find', 'book', 'cancel', 'pay', 'report', 'privacy', 'api'] as const

export const helpPage: Page<Deps> = {
  path: '/help',
  async render(call, deps) {
    const reader = readerOf(call, deps.words)
    const site = await siteProfile(deps)
    const html = (
      <Frame
        {...{ reader, site, publicUrl: deps.config.publicUrl }}
        title={reader.say('menu.help')}
        canonical="/help"
        current="help"
        crumbs={[{ name: reader.say('menu.home'), path: '/' }, { name: reader.say('menu.help') }]}
      >
        <div className="wide">
          <div className="panel">
            <div className="prose">
              <h1>{reader.say('menu.help')}</h1>
              {topics.map((topic) => (
                <section key={topic} id={topic}>
                  <h2>{reader.say(`help.${topic}`)}</h2>
                  <p>{reader.say(`help.${topic}.text`)}</p>
                </section>
              ))}
              {site.phone === '' && site.email === '' ? null : (
                <p className="note">
                  {reader.say('help.contact', {
                    contact: [site.phone, site.email].filter((one) => one !== '').join(' · '),
                  })}
                </p>
              )}
            </div>
          </div>
        </div>
      </Frame>
    )
    return { html, cacheSeconds: 300 }
  },
}

/** Who can sign in and what to try; only where there is demonstration data. */
export const demoPage: Page<Deps> = {
  path: '/demo',
  async render(call, deps) {
    const reader = readerOf(call, deps.words)
    const site = await siteProfile(deps)
    if (site.accounts.length === 0) return refuse('not_found', { code: 'not_found', subject: 'page' })
    const html = (
      <Frame
        {...{ reader, site, publicUrl: deps.config.publicUrl }}
        title={reader.say('menu.demo')}
        canonical="/demo"
        noindex
        current="demo"
        crumbs={[{ name: reader.say('menu.home'), path: '/' }, { name: reader.say('menu.demo') }]}
      >
        <div className="wide">
          <h1>{reader.say('menu.demo')}</h1>
          <p className="note">{reader.say('demo.sentence')}</p>
          <p>
            {reader.say('demo.password')} <code>{site.password}</code>
          </p>
          <div className="panel">
            <table className="accounts">
              <thead>
                <tr>
                  <th scope="col">{reader.say('demo.login')}</th>
                  <th scope="col">{reader.say('demo.who')}</th>
                  <th scope="col">{reader.say('demo.try')}</th>
                </tr>
              </thead>
              <tbody>
                {site.accounts.map((account) => (
                  <tr key={account.login}>
                    <th scope="row">
                      <code>{account.login}</code>
                    </th>
                    <td>
                      {reader.pick(account.role)}
                      <br />
                      <span className="quiet" lang={reader.locale === 'en' ? 'zh-CN' : undefined}>
                        {[account.displayName, account.unitName].filter((one) => one !== '').join(' · ')}
                      </span>
                    </td>
                    <td>{reader.pick(account.whatToTry)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <a className="button accent" href="/app/sign-in">
            {reader.say('menu.sign_in')}
          </a>
        </div>
      </Frame>
    )
    return { html }
  },
}
