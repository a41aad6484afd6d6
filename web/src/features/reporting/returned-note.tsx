import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/format.ts'

interface Props {
  readonly returned: {
    readonly actorName: string
    readonly at: string
    readonly comment: string
    readonly reasons: readonly { readonly element: string; readonly reason: string }[]
  }
  /** '' for an element the dictionary does not know. */
  readonly labelOf: (element: string) => string
  /** Whether there is a form with fields to go to. */
  readonly editable?: boolean
  /** Brings the form to sight before its field is looked for. */
  readonly onJump?: () => void
}

/** Goes to the field of an element once the form is in sight. */
function jumpTo(element: string) {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const field = document.getElementById(element)
      field?.scrollIntoView({ block: 'center' })
      field?.focus({ preventScroll: true })
    }),
  )
}

/** Why it came back: a line for each element, which leads to its field, and what was said on the whole. */
export function ReturnedNote({ returned, labelOf, editable = false, onJump }: Props) {
  const { t } = useTranslation('reporting')
  const format = useFormat()
  const known = returned.reasons.filter(({ element }) => labelOf(element) !== '')
  const whole = [
    returned.comment,
    ...returned.reasons.filter((one) => !known.includes(one)).map((one) => one.reason),
  ].filter((text) => text !== '')
  return (
    <Alert
      className="problem"
      type="warning"
      showIcon
      title={t('returned.title', { who: returned.actorName, when: format.dateTime(returned.at) })}
      description={
        <>
          {whole.length > 0 && <div>{whole.join('；')}</div>}
          {known.length > 0 && (
            <ul className="problem-list">
              {known.map(({ element, reason }) => (
                <li key={`${element} ${reason}`}>
                  {!editable ? (
                    t('returned.reason', { label: labelOf(element), reason })
                  ) : (
                    <>
                      <Button
                        type="link"
                        size="small"
                        className="returned-element"
                        onClick={() => {
                          onJump?.()
                          jumpTo(element)
                        }}
                      >
                        {labelOf(element)}
                      </Button>
                      {reason}
                    </>
                  )}
                </li>
              ))}
            </ul>
          )}
        </>
      }
    />
  )
}
