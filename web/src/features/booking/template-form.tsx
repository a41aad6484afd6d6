import { App, Button, Drawer, Form, Grid, Input, Select, Space } from 'antd'
import { useTranslation } from 'react-i18next'
import { bookingContract } from '#modules/booking/contract.ts'
import { call } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { enterStays } from '../../ui/enter-stays.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { type TemplateItem, type TemplatesData, useBookingAct } from './booking-queries.ts'
import { type RulesFields, RulesFieldset, rulesOf, startOf } from './rules-fields.tsx'

type Fields = RulesFields & { readonly name: string; readonly place?: number }
interface Props {
  readonly known: TemplatesData
  readonly editing: TemplateItem | 'new'
  readonly onClose: () => void
}

/** A template of rules, new or changed. */
export function TemplateDrawer({ known, editing, onClose }: Props) {
  const { t } = useTranslation('booking')
  const { message } = App.useApp()
  const { either } = useFormat()
  const wide = Grid.useBreakpoint()['md'] === true
  const { places } = known
  const act = useBookingAct(async ({ name, place: at, ...fields }: Fields): Promise<void> => {
    const body = { name, rules: rulesOf(fields) }
    if (editing !== 'new') {
      const { id: templateId, version } = editing
      await call(bookingContract.changeBookingTemplate, {
        params: { templateId },
        body: { ...body, version },
      })
      return
    }
    const place = places[at ?? 0]
    if (place === undefined) return
    const { unitId, centreId } = place
    const where = { unitId, ...(centreId === undefined ? {} : { centreId }) }
    await call(bookingContract.createBookingTemplate, { body: { ...body, ...where } })
  })
  const done = () => {
    void message.success(t('template.saved'))
    onClose()
  }
  return (
    <Drawer
      open
      onClose={onClose}
      size={wide ? 1080 : '100%'}
      title={editing === 'new' ? t('template.add') : t('template.editTitle', { name: editing.name })}
    >
      <Form<Fields>
        layout="vertical"
        onKeyDown={enterStays}
        initialValues={
          editing === 'new'
            ? { ...startOf(known.proposal), place: 0 }
            : { ...startOf(editing.rules), name: editing.name }
        }
        onFinish={(fields) => act.mutate(fields, { onSuccess: done })}
      >
        <Form.Item
          name="name"
          label={t('template.name')}
          rules={[{ required: true, whitespace: true, message: t('field.missing') }]}
        >
          <Input maxLength={60} style={{ maxWidth: 420 }} />
        </Form.Item>
        {editing === 'new' && (
          <Form.Item name="place" label={t('template.place')}>
            <Select
              style={{ maxWidth: 420 }}
              options={places.map((place, value) => ({ value, label: either(place.name, place.nameEn) }))}
            />
          </Form.Item>
        )}
        <RulesFieldset />
        <ProblemAlert problem={act.error} />
        <Space>
          <Button type="primary" htmlType="submit" loading={act.isPending}>
            {t('template.save')}
          </Button>
          <Button onClick={onClose}>{t('form.leave')}</Button>
        </Space>
      </Form>
    </Drawer>
  )
}
