import type { Actor } from '#kernel/actor.ts'
import { inLocale, type Locale } from '#kernel/locale.ts'
import { dateIn } from '#kernel/time.ts'
import { departments } from '#modules/organizations/index.ts'
import { drawLetter, type LetterFormat, type PrintedLetter } from '#platform/documents/draw-letter.ts'
import type { Deps } from '#platform/module/module.ts'
import { declarationFiles } from '../data/declaration-file-repository.ts'
import type { TakenDeclarationStep } from '../data/declaration-query.ts'
import {
  declarationLetter,
  type DeclarationLetterFacts,
  type LetterAct,
} from '../domain/declaration-letter.ts'
import { reasonOf } from '../domain/declaration-rules.ts'
import type { DeclarationStep } from '../domain/declaration-transitions.ts'
import { readDeclaration, type WholeDeclaration } from './read-declarations.ts'

/** The last act of a kind since the declaration was handed in last; an earlier round counts no more. */
function lastAct(whole: WholeDeclaration, step: DeclarationStep): LetterAct | undefined {
  const round = whole.steps.findIndex((one) => one.step === 'hand_in')
  const steps: readonly TakenDeclarationStep[] = round === -1 ? [] : whole.steps.slice(0, round)
  const over = steps.find((one) => one.step === 'return' || one.step === 'take_back')
  const found = over === undefined ? steps.find((one) => one.step === step) : undefined
  return found === undefined
    ? undefined
    : { name: found.actorName, on: dateIn(found.at, whole.unit.timeZone), comment: found.comment }
}

async function factsFor(
  deps: Pick<Deps, 'db'>,
  whole: WholeDeclaration,
  language: Locale,
): Promise<DeclarationLetterFacts> {
  const { declaration, unit, rules } = whole
  const { explanation, validFrom, validUntil, secretCount, writtenByName, filingNumber: number } = declaration
  const reason = reasonOf(rules, declaration.reason)
  const all = await departments(deps.db)
  const department = all.find((one) => one.id === unit.departmentId)
  const files = await declarationFiles(deps.db, unit.id, declaration.id)
  const filed = lastAct(whole, 'file')
  return {
    ...{ language, explanation, validFrom, validUntil, secretCount, writtenByName },
    ...{ unitName: unit.name, creditCode: unit.creditCode, departmentName: department?.name },
    provinceName: inLocale(rules.letter.fileProvince, language),
    reasonName: reason === undefined ? declaration.reason : inLocale(reason, language),
    instruments: whole.instruments.map((one) => one.facts),
    evidence: files.filter((file) => file.kind === 'evidence').map((file) => file.name),
    signed: lastAct(whole, 'sign'),
    confirmed: lastAct(whole, 'confirm'),
    filed: filed === undefined || number === undefined ? undefined : { ...filed, number },
  }
}

/** The declaration as an official letter, with what has been signed, confirmed and filed so far. */
export async function printDeclaration(
  deps: Pick<Deps, 'db' | 'clock' | 'words'>,
  actor: Actor,
  declarationId: number,
  format: LetterFormat,
  language: Locale = 'zh-CN',
): Promise<PrintedLetter> {
  const whole = await readDeclaration(deps, actor, declarationId)
  const facts = await factsFor(deps, whole, language)
  return drawLetter(
    declarationLetter(facts, (code, details) => deps.words.say(language, code, details)),
    format,
  )
}
