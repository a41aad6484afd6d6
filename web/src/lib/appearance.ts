import { useSyncExternalStore } from 'react'

export const themes = ['light', 'dark', 'system'] as const
export type Theme = (typeof themes)[number]
export interface Appearance {
  readonly theme: Theme
  readonly largeText: boolean
}

const key = 'gongyi_appearance'
const listeners = new Set<() => void>()

function read(): Appearance {
  const [theme, size] = (localStorage.getItem(key) ?? 'system').split(' ')
  return { theme: themes.find((known) => known === theme) ?? 'system', largeText: size === 'large' }
}
let current = read()

/** Changes the looks and remembers them in this browser. */
export function changeAppearance(change: Partial<Appearance>): void {
  current = { ...current, ...change }
  localStorage.setItem(key, `${current.theme} ${current.largeText ? 'large' : 'normal'}`)
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
export const useAppearance = (): Appearance => useSyncExternalStore(subscribe, () => current)

const systemDark = matchMedia('(prefers-color-scheme: dark)')
function subscribeToSystem(listener: () => void) {
  systemDark.addEventListener('change', listener)
  return () => systemDark.removeEventListener('change', listener)
}

/** Whether the dark palette is on screen. */
export function useDark(): boolean {
  const { theme } = useAppearance()
  const system = useSyncExternalStore(subscribeToSystem, () => systemDark.matches)
  return theme === 'dark' || (theme === 'system' && system)
}
