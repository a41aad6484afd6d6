import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Form, Popconfirm } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { showInFields } from '../../ui/field-problems.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'

interface Props<Values extends object> {
  readonly unitId: number
  readonly initial: Values
  readonly save: (values: Values) => Promise<unknown>
  /** Missing for a new entry. */
  readonly remove?: (() => Promise<unknown>) | undefined
  readonly name: string
  readonly onDone: () => void
  readonly children: ReactNode
  readonly saveLabel?: string
}

const codesToFields = {
  'profiles.number_taken': 'number',
  'profiles.instrument_unknown': 'instrumentIds',
  'profiles.centre_unknown': 'centreIds',
  'profiles.account_unknown': 'accountId',
  'profiles.dates_crossed': 'validity',
  'profiles.file_kind': 'fileId',
  'profiles.file_unknown': 'fileId',
  'profiles.rule_empty': 'body',
  'profiles.effective_too_early': 'effectiveFrom',
}

/** The form of one entry of a unit's profile: saves, removes, shows refusals at their fields. */
export function EntryForm<Values extends object>(props: Props<Values>) {
  const { unitId, initial, name, onDone, children } = props
  const { t } = useTranslation('organizations')
  const client = useQueryClient()
  const [form] = Form.useForm<Values>()
  const [left, setLeft] = useState<unknown>()
  const onSuccess = async () => {
    await client.invalidateQueries({ queryKey: ['unit', unitId] })
    onDone()
  }
  const onError = (problem: unknown) =>
    setLeft(showInFields(form, problem, codesToFields) ? problem : undefined)
  const save = useMutation({ mutationFn: props.save, onSuccess, onError })
  const remove = useMutation({ mutationFn: async () => props.remove?.(), onSuccess, onError })
  return (
    <>
      <ProblemAlert problem={left} />
      <Form
        form={form}
        layout="vertical"
        initialValues={initial}
        onFinish={(values: Values) => save.mutate({ ...initial, ...values })}
      >
        {children}
        <div className="form-actions">
          <Button type="primary" htmlType="submit" loading={save.isPending}>
            {props.saveLabel ?? t('save')}
          </Button>
          {props.remove !== undefined && (
            <Popconfirm title={t('entry.ask', { name })} onConfirm={() => remove.mutate()}>
              <Button danger loading={remove.isPending}>
                {t('remove')}
              </Button>
            </Popconfirm>
          )}
        </div>
      </Form>
    </>
  )
}
