import { type Actor, actorMay, scopeOf } from '#kernel/actor.ts'
import { found } from '#kernel/refusal.ts'
import { dateIn, type Instant, instant } from '#kernel/time.ts'
import { type Unit, unitById } from '#modules/organizations/index.ts'
import type { Deps } from '#platform/module/module.ts'
import {
  declarationCounts,
  declarationList,
  type DeclarationFilter,
  type DeclarationRow,
  declarationSteps,
  type TakenDeclarationStep,
} from '../data/declaration-query.ts'
import { type Declaration, declaredInstruments, type DeclaredRow } from '../data/declaration-repository.ts'
import { type DeclarationRules, isInForce } from '../domain/declaration-rules.ts'
import {
  type DeclarationState,
  type DeclarationStep,
  declarationTransitions,
  isDeclarationOpen,
  takesFiles,
} from '../domain/declaration-transitions.ts'
import { declarationRulesOn } from './declaration-rules-in-force.ts'
import { visibleDeclaration, type PlacedDeclaration } from './visible-declaration.ts'

type Needs = Pick<Deps, 'db' | 'clock'>
type Wish = Omit<DeclarationFilter, 'scope'>

const today = (deps: Pick<Deps, 'clock'>) => dateIn(deps.clock.now(), 'Asia/Shanghai')

function positionOf(cursor: string | undefined): { at: Instant; id: number } | undefined {
  const [at, id] = (/^(\d+)_(\d+)$/.exec(cursor ?? '') ?? []).slice(1).map(Number)
  return at === undefined || id === undefined ? undefined : { at: instant(at), id }
}

/** One page of the declarations the actor may see. */
export async function listDeclarations(
  deps: Needs,
  actor: Actor,
  wish: Wish & { order: 'recent' | 'oldest'; after?: string | undefined; limit: number },
): Promise<{
  rows: (DeclarationRow & { inForce: boolean })[]
  next: string | undefined
  rules: DeclarationRules
}> {
  const { after, limit, ...filter } = wish
  const rows = await declarationList(deps.db, {
    ...filter,
    scope: scopeOf(actor, 'declaration.read'),
    after: positionOf(after),
    limit: limit + 1,
  })
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const on = today(deps)
  return {
    rows: page.map((row) => ({ ...row, inForce: isInForce(row, on) })),
    next: rows.length > limit && last !== undefined ? `${last.updatedAt}_${last.id}` : undefined,
    rules: await declarationRulesOn(deps.db, on),
  }
}

/** How many declarations of the actor's scope are in each state. */
export const countDeclarations = (
  deps: Pick<Deps, 'db'>,
  actor: Actor,
  filter: Wish,
): Promise<{ state: DeclarationState; count: number }[]> =>
  declarationCounts(deps.db, { ...filter, scope: scopeOf(actor, 'declaration.read') })

/** What the actor may do with a declaration as it stands. */
export interface DeclarationMay {
  readonly edit: boolean
  readonly renew: boolean
  readonly files: readonly ('evidence' | 'signed_copy')[]
  readonly steps: readonly DeclarationStep[]
}
export interface WholeDeclaration {
  readonly declaration: Declaration
  readonly unit: Unit
  readonly instruments: readonly DeclaredRow[]
  readonly steps: readonly TakenDeclarationStep[]
  readonly rules: DeclarationRules
  readonly inForce: boolean
  readonly may: DeclarationMay
}

function mayDo(actor: Actor, { declaration, place }: PlacedDeclaration): DeclarationMay {
  const { state } = declaration
  const ways = declarationTransitions
    .filter((way) => way.from === state)
    .filter((way) => way.by.some((ability) => actorMay(actor, ability, place)))
  const writes = actorMay(actor, 'declaration.write', place)
  return {
    edit: writes && isDeclarationOpen(state),
    renew: writes && (state === 'filed' || state === 'expired'),
    files: (['evidence', 'signed_copy'] as const).filter(
      (kind) =>
        actorMay(actor, 'declaration.attach', place) &&
        takesFiles(state, kind) &&
        (kind === 'signed_copy' || declaration.secretCount === undefined),
    ),
    steps: ways.map((way) => way.step),
  }
}

/** One declaration with everything a person needs to judge or mend it. */
export async function readDeclaration(deps: Needs, actor: Actor, id: number): Promise<WholeDeclaration> {
  const placed = await visibleDeclaration(deps.db, actor, id)
  const { declaration } = placed
  const { unitId } = declaration
  const on = today(deps)
  return {
    declaration,
    unit: found(await unitById(deps.db, unitId), 'unit'),
    instruments: await declaredInstruments(deps.db, unitId, id),
    steps: await declarationSteps(deps.db, unitId, id),
    rules: await declarationRulesOn(deps.db, on, declaration.rulesVersion),
    inForce: isInForce(declaration, on),
    may: mayDo(actor, placed),
  }
}

/** The rules a new declaration is written under. */
export const declarationChoices = (deps: Needs): Promise<DeclarationRules> =>
  declarationRulesOn(deps.db, today(deps))
