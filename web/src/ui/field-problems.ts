import type { FormInstance } from 'antd'
import { Problem } from '../lib/client.ts'

/**
 * Puts each refusal that names a field beside that field; `fieldOf` maps codes without a path. Returns whether one is left
 * for `ProblemAlert`.
 */
export function showInFields(
  form: FormInstance,
  problem: unknown,
  fieldOf: Readonly<Record<string, string>> = {},
): boolean {
  if (!(problem instanceof Problem)) return true
  const errors = new Map<string, string[]>()
  let left = false
  for (const refusal of problem.refusals) {
    const field = fieldOf[refusal.code] ?? (refusal.part === 'body' ? refusal.path : undefined)
    if (field === undefined || field === '') left = true
    else errors.set(field, [...(errors.get(field) ?? []), refusal.message])
  }
  form.setFields([...errors].map(([field, messages]) => ({ name: field.split('.'), errors: messages })))
  return left
}
