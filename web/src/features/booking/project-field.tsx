import { useQuery } from '@tanstack/react-query'
import { Form, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { standingContract } from '#modules/standing/contract.ts'
import { call } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'

/** Chooses among the checked projects one may name; nothing for those who have none. */
export function ProjectField() {
  const { t } = useTranslation('booking')
  const { either } = useFormat()
  const query = useQuery({
    queryKey: ['standing', 'my-projects'],
    staleTime: 60_000,
    queryFn: ({ signal }) => call(standingContract.myProjects, { signal }),
  })
  const { items = [], levels = [] } = query.data ?? {}
  const giving = items.filter(({ gives }) => gives)
  if (giving.length === 0) return null
  const options = giving.map(({ id, title, level }) => {
    const { title: zh = level, titleEn = '' } = levels.find(({ code }) => code === level) ?? {}
    return { value: id, label: `${title} · ${either(zh, titleEn)}` }
  })
  return (
    <Form.Item name="projectId" label={t('form.priority')} extra={t('form.priorityHelp')}>
      <Select<number> allowClear options={options} />
    </Form.Item>
  )
}
