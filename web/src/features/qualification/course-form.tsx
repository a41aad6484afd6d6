import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Checkbox, Flex, Form, Input, InputNumber, message, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type KeptCourseView, qualificationContract } from '#modules/qualification/contract.ts'
import { call } from '../../lib/client.ts'
import { useSession } from '../../lib/session.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { LoadingState } from '../../ui/states.tsx'
import { InstrumentChoice } from './instrument-choice.tsx'
import { rulesQuery, useQualificationChanged } from './qualification-queries.ts'
import { useLevels } from './qualification-words.tsx'

type Exam = NonNullable<KeptCourseView['exam']>
type Values = Pick<
  KeptCourseView,
  | 'title'
  | 'titleEn'
  | 'instrumentIds'
  | 'level'
  | 'online'
  | 'material'
  | 'materialEn'
  | 'needsPractical'
  | 'state'
> & { readonly validMonths?: number | null; readonly examines: boolean; readonly exam?: Exam }

const states = ['draft', 'open', 'closed'] as const
const numbers = ['questions', 'passPercent', 'attempts', 'waitHours', 'minutes'] as const

function bodyOf({ examines, exam, validMonths, ...rest }: Values, course: KeptCourseView | undefined) {
  return {
    ...rest,
    covers: course?.covers ?? 'instruments',
    ...(course?.centreId === undefined ? {} : { centreId: course.centreId }),
    ...(course?.fileId === undefined ? {} : { fileId: course.fileId }),
    classCode: course?.classCode ?? '',
    ...(validMonths == null ? {} : { validMonths }),
    ...(examines && exam !== undefined ? { exam } : {}),
  }
}

function ExamFields() {
  const { t } = useTranslation('qualification')
  return (
    <Flex wrap gap={12}>
      {numbers.map((name) => (
        <Form.Item key={name} name={['exam', name]} label={t(`exam.field.${name}`)}>
          <InputNumber min={name === 'waitHours' ? 0 : 1} />
        </Form.Item>
      ))}
    </Flex>
  )
}

function Fields({ course, onUnit }: Props & { readonly onUnit: (unitId: number) => void }) {
  const { t } = useTranslation('qualification')
  const { options } = useLevels()
  const needed = [{ required: true, message: t('needed') }]
  const fixed = course?.inUse === true
  return (
    <>
      <Form.Item name="title" label={t('field.title')} rules={needed}>
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item name="titleEn" label={t('field.titleEn')}>
        <Input maxLength={200} />
      </Form.Item>
      {(course === undefined || course.covers === 'instruments') && (
        <Form.Item
          name="instrumentIds"
          label={t('field.covers')}
          rules={needed}
          {...(fixed ? { extra: t('course.fixed') } : {})}
          getValueFromEvent={(ids: number[], unitId: number | undefined) => {
            if (unitId !== undefined) onUnit(unitId)
            return ids
          }}
        >
          <InstrumentChoice known={course?.covered ?? []} />
        </Form.Item>
      )}
      <Form.Item name="level" label={t('field.level')} rules={needed}>
        <Select options={options} disabled={fixed} />
      </Form.Item>
      <Form.Item name="validMonths" label={t('field.validMonths')} extra={t('field.validMonthsHint')}>
        <InputNumber min={1} max={240} />
      </Form.Item>
      <Form.Item name="online" valuePropName="checked">
        <Checkbox>{t('course.onlineHint')}</Checkbox>
      </Form.Item>
      <Form.Item name="material" label={t('take.material')}>
        <Input.TextArea autoSize={{ minRows: 4, maxRows: 20 }} />
      </Form.Item>
      <Form.Item name="materialEn" label={t('field.materialEn')}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 20 }} />
      </Form.Item>
      <Form.Item name="needsPractical" valuePropName="checked">
        <Checkbox>{t('course.practicalHint')}</Checkbox>
      </Form.Item>
      <Form.Item name="examines" valuePropName="checked">
        <Checkbox>{t('course.examHint')}</Checkbox>
      </Form.Item>
      <Form.Item noStyle dependencies={['examines']}>
        {({ getFieldValue }) => (getFieldValue('examines') === true ? <ExamFields /> : null)}
      </Form.Item>
      <Form.Item name="state" label={t('field.standing')}>
        <Select options={states.map((value) => ({ value, label: t(`course.${value}`) }))} />
      </Form.Item>
    </>
  )
}

interface Props {
  readonly course: KeptCourseView | undefined
}

function useSave(course: KeptCourseView | undefined, unitId: number) {
  const { t } = useTranslation('qualification')
  const changed = useQualificationChanged()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: async (values: Values) => {
      const body = bodyOf(values, course)
      if (course === undefined)
        return (await call(qualificationContract.addCourse, { params: { unitId }, body })).id
      const params = { courseId: course.id }
      await call(qualificationContract.editCourse, { params, body: { ...body, version: course.version } })
      return undefined
    },
    onSuccess: async (id) => {
      await changed()
      if (id === undefined) void message.success(t('saved'))
      else await navigate({ to: `/training/${id}`, search: { tab: 'questions' } })
    },
  })
}

/** What a course is: for which instruments, to which level, how it is learnt and examined. */
export function CourseForm({ course }: Props) {
  const { t } = useTranslation('qualification')
  const session = useSession()
  const rules = useQuery(rulesQuery).data
  const [unitId, setUnitId] = useState(course?.unitId ?? 0)
  const save = useSave(course, unitId > 0 ? unitId : (session?.unitId ?? 0))
  if (rules === undefined) return <LoadingState />
  const { validMonths, ...exam } = rules.defaults
  const empty = {
    ...{ title: '', titleEn: '', instrumentIds: [], online: true, material: '', materialEn: '' },
    ...{ needsPractical: true, state: 'draft', validMonths },
  }
  return (
    <Form
      layout="vertical"
      initialValues={{
        ...(course ?? empty),
        examines: course?.exam !== undefined,
        exam: course?.exam ?? exam,
      }}
      onFinish={(values: Values) => save.mutate(values)}
      style={{ maxWidth: 720 }}
    >
      <ProblemAlert problem={save.error} />
      <Fields course={course} onUnit={setUnitId} />
      <Button type="primary" htmlType="submit" loading={save.isPending}>
        {t('save')}
      </Button>
    </Form>
  )
}
