import { App, Button, DatePicker, Flex, Form, Input, Modal } from 'antd'
import type { Dayjs } from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ReportView, reviewRoutes } from '#modules/reporting/contract.ts'
import { call } from '../../lib/client.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { BookingsAhead } from './bookings-ahead.tsx'
import { PurgeAct } from './purge-act.tsx'
import { useReportsChanged } from './report-queries.ts'

interface DialogProps {
  readonly report: ReportView
  readonly open: boolean
  readonly onClose: () => void
}

/** Runs one act, says that it is done, and reads everything again. */
function useAct(done: string, onClose: () => void) {
  const { message } = App.useApp()
  const changed = useReportsChanged()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  const run = async (work: () => Promise<unknown>) => {
    setBusy(true)
    setProblem(undefined)
    try {
      await work()
      void message.success(done)
      onClose()
      await changed()
    } catch (error) {
      setProblem(error)
    }
    setBusy(false)
  }
  return { run, busy, problem }
}

/** Out of public sight, with the reason that stands in the history. */
function WithdrawDialog({ report, open, onClose }: DialogProps) {
  const { t } = useTranslation('reporting')
  const { run, busy, problem } = useAct(t('public.done'), onClose)
  const [form] = Form.useForm<{ comment: string }>()
  const { instrumentId, version } = report
  const send = ({ comment }: { comment: string }) =>
    run(() =>
      call(reviewRoutes.withdrawFromPublic, { body: { items: [{ instrumentId, version }], comment } }),
    )
  return (
    <Modal
      open={open}
      title={t('public.title')}
      okText={t('public.act')}
      okButtonProps={{ danger: true, loading: busy }}
      onOk={form.submit}
      onCancel={onClose}
      destroyOnHidden
    >
      <p>{t('public.text')}</p>
      {report.state !== 'accepted' && <p>{t('public.textNewer')}</p>}
      <BookingsAhead instrumentId={instrumentId} />
      <ProblemAlert problem={problem} />
      <Form form={form} layout="vertical" onFinish={(values) => void send(values)}>
        <Form.Item
          name="comment"
          label={t('public.reason')}
          rules={[{ required: true, whitespace: true, message: t('public.reasonMissing') }]}
        >
          <Input.TextArea rows={3} maxLength={500} showCount />
        </Form.Item>
      </Form>
    </Modal>
  )
}

/** The day it left the books; without an HTML form, so that choosing a day with Enter does not yet send it. */
function DisposalDialog({ report, open, onClose }: DialogProps) {
  const { t } = useTranslation('reporting')
  const { run, busy, problem } = useAct(t('disposal.done'), onClose)
  const [form] = Form.useForm<{ on: Dayjs }>()
  const params = { instrumentId: report.instrumentId }
  const send = ({ on }: { on: Dayjs }) =>
    run(() => call(reviewRoutes.disposeInstrument, { params, body: { disposedOn: on.format('YYYY-MM-DD') } }))
  return (
    <Modal
      open={open}
      title={t('disposal.title')}
      okText={t('disposal.ok')}
      okButtonProps={{ danger: true, loading: busy }}
      onOk={form.submit}
      onCancel={onClose}
      destroyOnHidden
    >
      <p>{t(report.acceptedVersion === undefined ? 'disposal.text' : 'disposal.textPublic')}</p>
      <BookingsAhead instrumentId={report.instrumentId} />
      <ProblemAlert problem={problem} />
      <Form component={false} form={form} layout="vertical" onFinish={(values) => void send(values)}>
        <Form.Item
          name="on"
          label={t('disposal.on')}
          rules={[{ required: true, message: t('disposal.onMissing') }]}
        >
          <DatePicker
            disabledDate={(day: Dayjs) => day.valueOf() > Date.now()}
            style={{ width: '100%' }}
            placeholder={t('disposal.on')}
          />
        </Form.Item>
      </Form>
    </Modal>
  )
}

/** The mistaken disposal taken back; the report starts again from its draft. */
function TakeBackButton({ report }: { readonly report: ReportView }) {
  const { t } = useTranslation('reporting')
  const { modal } = App.useApp()
  const { run, busy } = useAct(t('disposal.backDone'), () => undefined)
  const params = { instrumentId: report.instrumentId }
  const ask = () => {
    void modal.confirm({
      title: t('disposal.backTitle'),
      content: t('disposal.backText'),
      okText: t('disposal.back'),
      onOk: () => run(() => call(reviewRoutes.disposeInstrument, { params, body: { disposedOn: null } })),
    })
  }
  return (
    <Button loading={busy} onClick={ask}>
      {t('disposal.back')}
    </Button>
  )
}

/** What takes an instrument off the books or out of public sight, for those who may. */
export function StandingActs({ report }: { readonly report: ReportView }) {
  const { t } = useTranslation('reporting')
  const [open, setOpen] = useState<'public' | 'disposal'>()
  const close = () => setOpen(undefined)
  const { may, disposedOn } = report
  return (
    <Flex gap={8} wrap>
      {may.dispose && disposedOn === undefined && (
        <Button onClick={() => setOpen('disposal')}>{t('disposal.act')}</Button>
      )}
      {may.dispose && disposedOn !== undefined && <TakeBackButton report={report} />}
      {may.steps.includes('withdraw_from_public') && (
        <Button danger onClick={() => setOpen('public')}>
          {t('public.act')}
        </Button>
      )}
      <PurgeAct report={report} />
      <DisposalDialog report={report} open={open === 'disposal'} onClose={close} />
      <WithdrawDialog report={report} open={open === 'public'} onClose={close} />
    </Flex>
  )
}
