import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Breadcrumb, Button, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { statisticsContract } from '#modules/statistics/contract.ts'
import { useFilters } from '../../lib/address.ts'
import { download } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { useAbility } from '../../lib/session.ts'
import { PageFrame } from '../../ui/page-frame.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { Loaded } from '../../ui/states.tsx'
import { BehindDrawer } from './behind-drawer.tsx'
import { BreakdownPanel } from './breakdown-panel.tsx'
import { FigureCards } from './figure-cards.tsx'
import { type By, figuresQuery, type SetName, type Wish } from './figures-queries.ts'
import { type Level, type Subject, useOwnSubject } from './own-subject.ts'
import { PlacePicker } from './place-picker.tsx'
import { TrendPanel } from './trend-panel.tsx'
import './figures.css'

type Filters = { level: Level; id: string; year: string; by: By; behind: SetName }

/** Parts that have figures of their own to open. */
const opens: Readonly<Partial<Record<By, Level>>> = {
  unit: 'unit',
  city: 'city',
  department: 'department',
  centre: 'centre',
}
const openToAll: readonly Level[] = ['province', 'city', 'unit']

/** The subject of the address, else where somebody starts. */
function useSubject(filters: Partial<Filters>): Subject {
  const own = useOwnSubject()
  return filters.level === undefined ? own : { level: filters.level, id: filters.id ?? '' }
}

const usualPart = (level: Level): By => (level === 'unit' || level === 'centre' ? 'class' : 'unit')

/** The level a part opens at, if it has figures of its own that the reader may see. */
function openablePart(by: By, mayLookBehind: boolean): Level | undefined {
  const level = opens[by]
  return level !== undefined && (mayLookBehind || openToAll.includes(level)) ? level : undefined
}

interface WayUpProps {
  readonly name: string
  /** The unit of an instrument or a centre. */
  readonly unitId: number | undefined
  readonly onOpen: (level: Level, id: string) => void
}

function WayUp({ name, unitId, onOpen }: WayUpProps) {
  const { t } = useTranslation('statistics')
  const format = useFormat()
  const unit = useQuery({
    ...figuresQuery({ level: 'unit', id: String(unitId) }),
    enabled: unitId !== undefined,
  }).data?.name
  const step = (title: string, level: Level, id: string) => ({
    title: (
      <Button type="link" className="figures-link" onClick={() => onOpen(level, id)}>
        {title}
      </Button>
    ),
  })
  return (
    <Breadcrumb
      items={[
        step(t('province'), 'province', ''),
        ...(unitId === undefined || unit === undefined
          ? []
          : [step(format.either(unit.zh, unit.en), 'unit', String(unitId))]),
        { title: name },
      ]}
    />
  )
}

/** The name of the subject; of the page while it is not known. */
function useTitle(subject: Subject, name: { readonly zh: string; readonly en: string } | undefined): string {
  const { t } = useTranslation('statistics')
  const format = useFormat()
  if (name !== undefined) return format.either(name.zh, name.en)
  return t(subject.level === 'province' ? 'province' : 'menu.figures')
}

/** Figures of the province, a city, a unit …: cards, lines, parts, and the click down to instruments and records. */
export default function FiguresPage() {
  const { t } = useTranslation('statistics')
  const format = useFormat()
  const [filters, change] = useFilters<Filters>()
  const [problem, setProblem] = useState<unknown>()
  const mayLookBehind = useAbility('statistics.read')
  const subject = useSubject(filters)
  const wish: Wish = { ...subject, year: filters.year === undefined ? undefined : Number(filters.year) }
  const by = filters.by ?? usualPart(subject.level)
  const figures = useQuery({ ...figuresQuery(wish), placeholderData: keepPreviousData })
  const open = (level: Level, id: string) => change({ level, id, by: undefined, behind: undefined })
  const save = () => {
    setProblem(undefined)
    download(statisticsContract.export, { query: { ...wish, by, format: 'xlsx' } }).catch(setProblem)
  }
  const { name, unitId } = figures.data ?? {}
  const title = useTitle(subject, name)
  const level = openablePart(by, mayLookBehind)
  return (
    <PageFrame
      title={title}
      hint={t('hint')}
      extra={
        <>
          <Select
            aria-label={t('year')}
            value={figures.data?.year ?? null}
            style={{ width: 110 }}
            options={figures.data?.years.map((year) => ({ value: year, label: String(year) })) ?? []}
            onChange={(year) => change({ year: String(year) })}
          />
          <Button onClick={save}>{t('export')}</Button>
        </>
      }
    >
      <ProblemAlert problem={problem} />
      {subject.level !== 'province' && name !== undefined && (
        <WayUp name={title} unitId={subject.level === 'unit' ? undefined : unitId} onOpen={open} />
      )}
      <PlacePicker subject={subject} unitId={unitId} year={wish.year} onPick={open} />
      <Loaded query={figures}>
        {(shown) => (
          <>
            <p className="figures-as-of figures">
              {t('asOf.line', { year: shown.year, when: format.dateTime(shown.asOf) })}
            </p>
            <FigureCards
              figures={shown.figures}
              asOf={shown.asOf}
              reportingVersion={shown.reportingVersion}
              onBehind={mayLookBehind ? ({ set }) => change({ behind: set }) : undefined}
            />
            <TrendPanel wish={wish} />
            {subject.level !== 'instrument' && (
              <BreakdownPanel
                wish={wish}
                by={by}
                figures={shown.figures}
                onBy={(next) => change({ by: next })}
                onPart={level && ((key) => open(level, key))}
              />
            )}
            {filters.behind !== undefined && mayLookBehind && (
              <BehindDrawer
                wish={wish}
                set={filters.behind}
                year={shown.year}
                onSet={(behind) => change({ behind })}
                onClose={() => change({ behind: undefined })}
              />
            )}
          </>
        )}
      </Loaded>
    </PageFrame>
  )
}
