import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/format.ts'
import { useAbility } from '../../lib/session.ts'
import { behindQuery, breakdownQuery, type By, type Wish } from './figures-queries.ts'
import type { Level, Subject } from './own-subject.ts'

interface Props {
  readonly subject: Subject
  /** The unit of the subject, when it has one. */
  readonly unitId: number | undefined
  readonly year: number | undefined
  readonly onPick: (level: Level, id: string) => void
}

interface PlaceProps {
  readonly level: Level
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly chosen: string | undefined
  readonly onChoose: (id: string | undefined) => void
}

function Place({ level, options, chosen, onChoose }: PlaceProps) {
  const { t } = useTranslation('statistics')
  return (
    <Select
      showSearch={{ optionFilterProp: 'label' }}
      allowClear
      aria-label={t(`place.${level}`)}
      placeholder={t(`place.${level}`)}
      value={options.some(({ value }) => value === chosen) ? (chosen ?? null) : null}
      options={[...options]}
      onChange={(id: string | undefined) => onChoose(id)}
    />
  )
}

/** The parts of a subject as choices. */
function useParts(wish: Wish & { by: By }, enabled: boolean) {
  const format = useFormat()
  const { data } = useQuery({ ...breakdownQuery(wish), enabled })
  return (data?.parts ?? [])
    .filter(({ key }) => key !== '')
    .map(({ key, name }) => ({ value: key, label: format.either(name.zh, name.en) }))
}

/** Most used first; whoever looks for another one types its name on the pages of the unit. */
const offeredInstruments = 200

function InstrumentPlace({ subject, unitId, year, onPick }: Props & { readonly unitId: number }) {
  const unit = { level: 'unit', id: String(unitId) } as const
  const { data } = useQuery(behindQuery({ ...unit, year, set: 'all', offset: 0, limit: offeredInstruments }))
  const options = (data?.items ?? []).map(({ id, name, innerId }) => ({
    value: String(id),
    label: innerId === '' ? name : `${name} ${innerId}`,
  }))
  return (
    <Place
      level="instrument"
      options={options}
      chosen={subject.level === 'instrument' ? subject.id : undefined}
      onChoose={(id) => (id === undefined ? onPick(unit.level, unit.id) : onPick('instrument', id))}
    />
  )
}

/** Goes straight to a department, a city, a unit or an instrument; emptying a choice goes back up. */
export function PlacePicker(props: Props) {
  const { subject, unitId, year, onPick } = props
  const mayReadFiner = useAbility('statistics.read')
  const province = { level: 'province', id: '', year } as const
  const cities = useParts({ ...province, by: 'city' }, true)
  const departments = useParts({ ...province, by: 'department' }, mayReadFiner)
  const within = subject.level === 'city' || subject.level === 'department' ? { ...subject, year } : province
  const units = useParts({ ...within, by: 'unit' }, true)
  const chosen = (level: Level) => (subject.level === level ? subject.id : undefined)
  const choose = (level: Level) => (id: string | undefined) =>
    id === undefined ? onPick('province', '') : onPick(level, id)
  return (
    <div className="figures-places">
      {mayReadFiner && (
        <Place
          level="department"
          options={departments}
          chosen={chosen('department')}
          onChoose={choose('department')}
        />
      )}
      <Place level="city" options={cities} chosen={chosen('city')} onChoose={choose('city')} />
      <Place
        level="unit"
        options={units}
        chosen={unitId === undefined ? undefined : String(unitId)}
        onChoose={choose('unit')}
      />
      {mayReadFiner && unitId !== undefined && <InstrumentPlace {...props} unitId={unitId} />}
    </div>
  )
}
