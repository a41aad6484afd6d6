import type { Page } from '#platform/http/pages.ts'
import type { Deps } from '#platform/module/module.ts'
import { siteProfile } from '../use-cases/site-profile.ts'
import { showRule } from '../use-cases/units.ts'
import { numberIn } from './addresses.ts'
import { Frame } from './frame.tsx'
import { type Reader, readerOf } from './reader.ts'

type Read = Awaited<ReturnType<typeof showRule>>

function Head({ reader, read }: { reader: Reader; read: Read }) {
  const { rule, unit, kind } = read
  return (
    <>
      <h1 lang={reader.chinese(rule.titleEn)}>{reader.name(rule.title, rule.titleEn)}</h1>
      <p>
        <a href={reader.href(`/units/${unit.id}`)}>{reader.name(unit.name, unit.nameEn)}</a>
        {` · ${kind === undefined ? rule.kind : reader.name(kind.name, kind.nameEn)}`}
      </p>
      <p className="quiet">
        {reader.say(`unit.rule.${rule.standing}`, { date: rule.effectiveFrom, version: rule.version })}
        {` · ${reader.say('unit.rule.published', { date: reader.date(rule.publishedAt, unit.timeZone) })}`}
      </p>
      {rule.fileId === undefined ? null : (
        <p>
          <a href={`/api/v1/units/${unit.id}/profile-files/${rule.fileId}`}>
            {reader.say('unit.rule.file', { name: rule.fileName ?? '' })}
          </a>
        </p>
      )}
    </>
  )
}

function Versions({ reader, read }: { reader: Reader; read: Read }) {
  if (read.versions.length < 2) return null
  return (
    <section className="panel">
      <h2>{reader.say('unit.rule.versions')}</h2>
      <ul className="files">
        {read.versions.map((one) => (
          <li key={one.id} aria-current={one.id === read.rule.id ? 'true' : undefined}>
            <a href={reader.href(`/units/${one.unitId}/rules/${one.id}`)} lang={reader.chinese(one.titleEn)}>
              {reader.name(one.title, one.titleEn)}
            </a>{' '}
            <span className="quiet">
              {reader.say(`unit.rule.${one.standing}`, { date: one.effectiveFrom, version: one.version })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** One version of a unit's rule, with the other versions of its kind. */
export const unitRulePage: Page<Deps> = {
  path: '/units/:unitId/rules/:ruleId',
  async render(call, deps) {
    const reader = readerOf(call, deps.words)
    const of = { unitId: numberIn(call.params['unitId']) ?? 0, ruleId: numberIn(call.params['ruleId']) ?? 0 }
    const [site, read] = await Promise.all([siteProfile(deps), showRule(deps, of)])
    const { unit, rule } = read
    const title = reader.name(rule.title, rule.titleEn)
    const html = (
      <Frame
        {...{ reader, site, publicUrl: deps.config.publicUrl, title }}
        description={`${reader.name(unit.name, unit.nameEn)} · ${title}`}
        canonical={`/units/${unit.id}/rules/${rule.id}`}
        current="units"
        crumbs={[
          { name: reader.say('menu.home'), path: '/' },
          { name: reader.say('menu.units'), path: '/units' },
          { name: reader.name(unit.name, unit.nameEn), path: `/units/${unit.id}` },
          { name: title },
        ]}
      >
        <div className="wide">
          <div className="panel">
            <Head reader={reader} read={read} />
            {rule.body === '' ? null : (
              <div className="prose" lang={reader.chinese()}>
                <p style={{ whiteSpace: 'pre-line' }}>{rule.body}</p>
              </div>
            )}
          </div>
          <Versions reader={reader} read={read} />
        </div>
      </Frame>
    )
    return { html, cacheSeconds: 60 }
  },
}
