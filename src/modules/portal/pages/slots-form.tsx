import { serviceModes, slotUserKinds, type SlotsPage } from '../use-cases/show-slots.ts'
import type { Reader } from './reader.ts'

/** What the parts of the page of free time share. */
export interface SlotsView {
  readonly reader: Reader
  readonly page: SlotsPage
  readonly chosen: ReadonlyMap<string, string>
  /** The address of this page with some of its query changed. */
  readonly link: (changes: Readonly<Record<string, string | undefined>>) => string
}

interface Option {
  readonly value: string
  readonly label: string
}

function Choice({ view, name, options }: { view: SlotsView; name: string; options: readonly Option[] }) {
  const { reader, chosen } = view
  return (
    <label>
      <span>{reader.say(`slots.${name}`)}</span>
      <select name={name} defaultValue={chosen.get(name) ?? ''}>
        <option value="">{reader.say(`slots.${name}.any`)}</option>
        {options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </label>
  )
}

function Field({ view, name, type, ...more }: { view: SlotsView; name: string; type: string; min?: number }) {
  return (
    <label>
      <span>{view.reader.say(`slots.${name}`)}</span>
      <input name={name} type={type} defaultValue={view.chosen.get(name)} {...more} />
    </label>
  )
}

/** A length as people say it. */
export function lengthOf(reader: Reader, minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  if (hours === 0) return reader.say('duration.minutes', { minutes: rest })
  return rest === 0
    ? reader.say('duration.hours', { hours })
    : reader.say('duration.both', { hours, minutes: rest })
}

const lengths = [30, 60, 120, 180, 240, 360, 480, 720, 1_440]
const seldom = ['class', 'city', 'mode', 'userKind', 'priceCap', 'certified', 'near', 'hoursFrom', 'hoursTo']

function More({ view }: { view: SlotsView }) {
  const { reader, page, chosen } = view
  const cities = page.names.cities.map(({ code, name }) => ({ value: code, label: reader.pick(name) }))
  const classes = page.names.topClasses.map((prefix) => ({
    value: prefix,
    label: reader.pick(page.names.className(prefix) ?? { zh: prefix, en: prefix }),
  }))
  const given = chosen.get('class')
  if (given !== undefined && !classes.some(({ value }) => value === given))
    classes.push({
      value: given,
      label: reader.pick(page.names.className(given) ?? { zh: given, en: given }),
    })
  const worded = (side: string, values: readonly string[]) =>
    values.map((value) => ({ value, label: reader.say(`${side}.${value}`) }))
  return (
    <details open={seldom.some((name) => chosen.has(name))}>
      <summary>{reader.say('slots.more_wishes')}</summary>
      <div className="fields">
        <Field view={view} name="hoursFrom" type="time" />
        <Field view={view} name="hoursTo" type="time" />
        <Choice view={view} name="mode" options={worded('mode', serviceModes)} />
        <Choice view={view} name="city" options={cities} />
        <Choice view={view} name="class" options={classes} />
        {reader.signedIn ? null : (
          <Choice view={view} name="userKind" options={worded('slots.kind', slotUserKinds)} />
        )}
        <Field view={view} name="priceCap" type="number" min={0} />
        <Choice view={view} name="near" options={cities} />
        <label className="check">
          <input name="certified" type="checkbox" value="true" defaultChecked={chosen.has('certified')} />
          <span>{reader.say('slots.certified')}</span>
        </label>
      </div>
    </details>
  )
}

/** Everything that can be asked for, in one form; what is asked seldom is folded away. */
export function SlotsForm({ view }: { view: SlotsView }) {
  const { reader, page, chosen } = view
  const minutes = page.question.minutes
  const all = minutes === undefined || lengths.includes(minutes) ? lengths : [...lengths, minutes]
  const sort = chosen.get('sort')
  return (
    <form className="panel wishes" action={reader.href('/slots')} role="search">
      <div className="fields">
        <label className="words">
          <span>{reader.say('slots.q')}</span>
          <input
            name="q"
            type="search"
            defaultValue={page.question.q}
            maxLength={100}
            placeholder={reader.say('slots.q.placeholder')}
            autoComplete="off"
            data-suggest="/api/v1/instruments/suggest"
          />
        </label>
        <Choice
          view={view}
          name="minutes"
          options={all.map((value) => ({ value: String(value), label: lengthOf(reader, value) }))}
        />
        <Field view={view} name="from" type="date" />
        <Field view={view} name="to" type="date" />
      </div>
      <More view={view} />
      {page.question.unit === undefined ? null : (
        <input type="hidden" name="unit" value={page.question.unit} />
      )}
      {sort === undefined ? null : <input type="hidden" name="sort" value={sort} />}
      <button type="submit" className="accent">
        {reader.say('slots.find')}
      </button>
    </form>
  )
}

/** The spans people mean most often, each one click away. */
export function QuickChoices({ view }: { view: SlotsView }) {
  const { reader, page, chosen, link } = view
  return (
    <nav className="quick" aria-label={reader.say('slots.quick')}>
      <ul>
        {page.quick.map(({ name, changes }) => {
          const on = Object.entries(changes).every(([key, value]) => chosen.get(key) === value)
          return (
            <li key={name}>
              <a href={link(changes)} rel="nofollow" aria-current={on ? 'true' : undefined}>
                {reader.say(`slots.quick.${name}`)}
              </a>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
