import type { KeyboardEvent } from 'react'

/** In a form of pickers Enter confirms the field at hand and does not send the form; the button does. */
export function enterStays(event: KeyboardEvent): void {
  if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault()
}
