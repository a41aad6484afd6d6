/** Personal data as lists show it (domain.md §7). */

/** `13812345678` → `138****5678`; short numbers are hidden wholly. */
export const maskedPhone = (phone: string): string =>
  phone.length < 8 ? '*'.repeat(phone.length) : `${phone.slice(0, 3)}****${phone.slice(-4)}`

/** `li.ming@example.org` → `l***@example.org` */
export function maskedEmail(email: string): string {
  const at = email.indexOf('@')
  return at < 1 ? '*'.repeat(email.length) : `${email.slice(0, 1)}***${email.slice(at)}`
}

/** `李明` → `李*`; one letter stays, whatever the length. */
export const maskedName = (name: string): string => (name === '' ? '' : `${[...name][0] ?? ''}*`)

/** The elements of a service record with its personal ones masked. */
export function maskedElements<T>(elements: Readonly<Record<string, T>>): Record<string, T | string> {
  const masks = { applicant: maskedName, applicantPhone: maskedPhone, applicantEmail: maskedEmail }
  const masked: Record<string, T | string> = { ...elements }
  for (const [id, mask] of Object.entries(masks)) {
    const value = elements[id]
    if (typeof value === 'string') masked[id] = mask(value)
  }
  return masked
}
