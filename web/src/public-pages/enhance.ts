/**
 * What public pages gain with JavaScript: theme and letter size that stay, completion while typing. Every page works
 * without it. Loaded in the head so that a chosen theme shows from the first paint.
 */
const root = document.documentElement

function kept(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}
function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value)
  } catch {
    // A browser that keeps nothing still shows the page.
  }
}

const theme = kept('gongyi.theme')
if (theme === 'light' || theme === 'dark') root.dataset['theme'] = theme
if (kept('gongyi.size') === 'large') root.dataset['size'] = 'large'

function themeSwitch(): void {
  const button = document.querySelector<HTMLButtonElement>('[data-theme-switch]')
  if (button === null) return
  button.hidden = false
  button.addEventListener('click', () => {
    const dark =
      root.dataset['theme'] ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')
    const next = dark === 'dark' ? 'light' : 'dark'
    root.dataset['theme'] = next
    keep('gongyi.theme', next)
  })
}

function sizeSwitch(): void {
  const box = document.querySelector<HTMLElement>('[data-sizes]')
  if (box === null) return
  box.hidden = false
  const buttons = [...box.querySelectorAll<HTMLButtonElement>('button')]
  const show = () => {
    for (const button of buttons)
      button.setAttribute(
        'aria-pressed',
        String((root.dataset['size'] ?? 'normal') === button.dataset['size']),
      )
  }
  for (const button of buttons)
    button.addEventListener('click', () => {
      root.dataset['size'] = button.dataset['size'] ?? 'normal'
      keep('gongyi.size', root.dataset['size'])
      show()
    })
  show()
}

interface Completion {
  items: { name: string; count: number }[]
}

function completion(input: HTMLInputElement): void {
  const list = document.createElement('datalist')
  list.id = `${input.id}-names`
  input.after(list)
  input.setAttribute('list', list.id)
  let asked = 0
  input.addEventListener('input', () => {
    const typed = input.value.trim()
    const number = ++asked
    if (typed.length < 2) return
    void fetch(`${input.dataset['suggest'] ?? ''}?q=${encodeURIComponent(typed)}`)
      .then((response) => (response.ok ? (response.json() as Promise<Completion>) : { items: [] }))
      .then(({ items }) => {
        if (number !== asked) return
        list.replaceChildren(
          ...items.map(({ name }) => {
            const option = document.createElement('option')
            option.value = name
            return option
          }),
        )
      })
      .catch(() => undefined)
  })
}

function printButtons(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-print]')) {
    button.hidden = false
    button.addEventListener('click', () => print())
  }
}

document.addEventListener('DOMContentLoaded', () => {
  themeSwitch()
  sizeSwitch()
  printButtons()
  for (const input of document.querySelectorAll<HTMLInputElement>('[data-suggest]')) completion(input)
})
