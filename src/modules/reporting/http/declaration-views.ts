import { inLocale, type Locale } from '#kernel/locale.ts'
import { isoIn } from '#kernel/time.ts'
import type { DeclarationRowView, DeclarationView } from '../contract/declarations.ts'
import type { DeclarationFile } from '../data/declaration-file-repository.ts'
import type { DeclarationRow } from '../data/declaration-query.ts'
import { type DeclarationReason, type DeclarationRules, reasonOf } from '../domain/declaration-rules.ts'
import type { WholeDeclaration } from '../use-cases/read-declarations.ts'

const zone = 'Asia/Shanghai'

export const reasonView = (reason: DeclarationReason, locale: Locale) => ({
  code: reason.code,
  name: inLocale(reason, locale),
  secret: reason.secret,
  needsText: reason.needsText,
})

/** A reason that is no longer in the list is shown by its code. */
const reasonIn = (rules: DeclarationRules, code: string, locale: Locale) =>
  reasonView(reasonOf(rules, code) ?? { code, zh: code, en: code, secret: false, needsText: false }, locale)

/** A line of the list. */
export function declarationRowView(
  row: DeclarationRow & { inForce: boolean },
  rules: DeclarationRules,
  locale: Locale,
): DeclarationRowView {
  const { id, unitId, unitName, unitNameEn, state, validFrom, validUntil, revision, inForce } = row
  return {
    ...{ declarationId: id, unitId, unitName, unitNameEn, state, validFrom, validUntil, revision, inForce },
    reason: reasonIn(rules, row.reason, locale),
    ...(row.filingNumber === null ? {} : { filingNumber: row.filingNumber }),
    instrumentCount: row.secretCount ?? row.instrumentCount,
    names: [...row.names],
    namesEn: [...row.namesEn],
    updatedAt: isoIn(row.updatedAt, zone),
  }
}

/** One declaration as its page shows it. */
export function declarationView(
  whole: WholeDeclaration,
  files: readonly (DeclarationFile & { mayRemove: boolean })[],
  locale: Locale,
): DeclarationView {
  const { declaration, unit, instruments, rules, may, inForce } = whole
  const { id, unitId, state, validFrom, validUntil, revision, explanation, writtenByName } = declaration
  const { secretCount, renewsId, filingNumber } = declaration
  return {
    ...{
      declarationId: id,
      unitId,
      unitName: unit.name,
      unitNameEn: unit.nameEn,
      state,
      validFrom,
      validUntil,
      revision,
      inForce,
    },
    ...{ explanation, writtenByName },
    ...(secretCount === undefined ? {} : { secretCount }),
    ...(renewsId === undefined ? {} : { renewsId }),
    ...(filingNumber === undefined ? {} : { filingNumber }),
    reason: reasonIn(rules, declaration.reason, locale),
    instrumentCount: secretCount ?? instruments.length,
    instruments: instruments.map(({ instrumentId, nameEn, facts }) => ({ instrumentId, nameEn, ...facts })),
    steps: whole.steps.map((step) => ({ ...step, at: isoIn(step.at, unit.timeZone) })),
    files: files.map((file) => ({ ...file, addedAt: isoIn(file.addedAt, unit.timeZone) })),
    updatedAt: isoIn(declaration.updatedAt, unit.timeZone),
    may: { ...may, steps: [...may.steps], files: [...may.files] },
  }
}
