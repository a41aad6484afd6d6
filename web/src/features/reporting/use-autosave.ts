import { useBlocker } from '@tanstack/react-router'
import { useCallback, useEffect, useRef, useState } from 'react'

/** How long after the last keystroke a draft is saved, milliseconds. */
const pause = 2_500

export type SaveState = 'clean' | 'waiting' | 'saving' | 'failed'

/**
 * Saves on its own after a pause, one save at a time, the newest state last; leaving with unsaved changes asks. A failed
 * save waits for the next change or for `saveNow`, as does every change that is to be saved by hand.
 */
export function useAutosave(save: () => Promise<void>) {
  const [state, setState] = useState<SaveState>('clean')
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const running = useRef<Promise<boolean>>(undefined)
  const latest = useRef(save)
  useEffect(() => {
    latest.current = save
  })

  const saveNow = useCallback(async (): Promise<boolean> => {
    clearTimeout(timer.current)
    timer.current = undefined
    await running.current
    setState('saving')
    const work = latest.current().then(
      () => true,
      () => false,
    )
    running.current = work
    const saved = await work
    setState((before) => (before === 'saving' ? (saved ? 'clean' : 'failed') : before))
    return saved
  }, [])

  const touched = useCallback(
    ({ byHand }: { readonly byHand: boolean }) => {
      clearTimeout(timer.current)
      setState('waiting')
      if (!byHand) timer.current = setTimeout(() => void saveNow(), pause)
    },
    [saveNow],
  )

  useEffect(() => () => clearTimeout(timer.current), [])
  const unsaved = state !== 'clean'
  const blocker = useBlocker({
    shouldBlockFn: () => unsaved,
    enableBeforeUnload: () => unsaved,
    withResolver: true,
  })
  return { state, touched, saveNow, blocker }
}
