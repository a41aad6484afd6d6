import { Link } from '@tanstack/react-router'
import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/format.ts'
import type { AppealData, EntryData, LevelData, ProjectData, SanctionData } from './standing-queries.ts'

interface Place {
  readonly instrumentName: string
  readonly instrumentNameEn: string
  readonly unitName: string
  readonly unitNameEn: string
}

/** Instrument and unit of what happened. */
export function PlaceWords({ of }: { readonly of: Place }) {
  const { either } = useFormat()
  const instrument = either(of.instrumentName, of.instrumentNameEn)
  const unit = either(of.unitName, of.unitNameEn)
  return (
    <>
      {instrument}
      {unit !== '' && <div className="standing-second">{unit}</div>}
    </>
  )
}

/** What happened, in one line. */
export function useEntryWords() {
  const { t } = useTranslation('standing')
  return ({
    outcome,
    minutes,
    undoesOutcome,
    undoneBecause,
  }: Partial<EntryData> & Pick<EntryData, 'outcome'>) =>
    outcome === 'undone'
      ? t(`undone.${undoneBecause ?? ''}`, { what: t(`outcome.${undoesOutcome ?? 'late'}`) })
      : minutes === undefined
        ? t(`outcome.${outcome}`)
        : t('outcome.minutes', { what: t(`outcome.${outcome}`), minutes })
}

export const signed = (points: number): string =>
  points > 0 ? `+${points}` : String(points).replace('-', '−')

const appealColours = {
  waiting: 'processing',
  granted: 'success',
  refused: 'error',
  withdrawn: 'default',
} as const
export function AppealTag({ state }: { readonly state: AppealData['state'] }) {
  const { t } = useTranslation('standing')
  return <Tag color={appealColours[state]}>{t(`appeal.${state}`)}</Tag>
}

const standingColours = { in_force: 'error', over: 'default', lifted: 'success' } as const
export function SanctionTag({ standing, kind }: Pick<SanctionData, 'standing' | 'kind'>) {
  const { t } = useTranslation('standing')
  if (kind === 'message' && standing !== 'lifted') return <Tag color="warning">{t('sanction.reminder')}</Tag>
  return <Tag color={standingColours[standing]}>{t(`sanction.${standing}`)}</Tag>
}

/** Why a sanction stands: the words of who gave it, or the rule. */
export function useGrounds() {
  const { t } = useTranslation('standing')
  return ({ cause, grounds, reason }: Pick<SanctionData, 'cause' | 'grounds' | 'reason'>): string => {
    if (cause === 'manual') return reason
    const outcome = typeof grounds['outcome'] === 'string' ? t(`outcome.${grounds['outcome']}`) : ''
    return t(`cause.${cause}`, { ...grounds, outcome })
  }
}

const projectColours = {
  draft: 'default',
  waiting: 'processing',
  checked: 'success',
  returned: 'warning',
  withdrawn: 'default',
} as const
export function ProjectTag({ state, gives }: Pick<ProjectData, 'state' | 'gives'>) {
  const { t } = useTranslation('standing')
  if (state === 'checked' && !gives) return <Tag color="error">{t('project.expired')}</Tag>
  return <Tag color={projectColours[state]}>{t(`project.${state}`)}</Tag>
}

/** The name of a level, by its code. */
export function useLevelName(levels: readonly LevelData[]) {
  const { either } = useFormat()
  return (code: string) => {
    const level = levels.find((one) => one.code === code)
    return level === undefined ? code : either(level.title, level.titleEn)
  }
}

/** Opens the proof beside this page. */
export function ProofLink({ project }: { readonly project: ProjectData }) {
  const { t } = useTranslation('standing')
  if (project.proofName === undefined) return <>{t('proof.none')}</>
  return (
    <a href={`/api/v1/projects/${project.id}/proof`} target="_blank" rel="noreferrer">
      {project.proofName}
    </a>
  )
}

/** Where one's bookings stand. */
export function BookingsLink() {
  const { t } = useTranslation('standing')
  return <Link to="/bookings?when=past">{t('entry.bookings')}</Link>
}
