import { useMutation } from '@tanstack/react-query'
import { Button, Checkbox, Flex, Form, Input, Modal, Popconfirm, Select, Space, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type KeptCourseView, qualificationContract } from '#modules/qualification/contract.ts'
import { call } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { FittingTable } from '../../ui/fitting-table.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { useQualificationChanged } from './qualification-queries.ts'

type Question = KeptCourseView['questions'][number]
type Values = Omit<Question, 'id'>
const kinds = ['single', 'multiple', 'true_false'] as const
const option = (right: boolean) => ({ text: '', textEn: '', right })

function QuestionDialog(props: {
  readonly courseId: number
  readonly question: Question | undefined
  readonly onDone: () => void
}) {
  const { courseId, question, onDone } = props
  const { t } = useTranslation('qualification')
  const changed = useQualificationChanged()
  const [form] = Form.useForm<Values>()
  const save = useMutation({
    mutationFn: async (body: Values) => {
      if (question === undefined)
        await call(qualificationContract.addQuestion, { params: { courseId }, body })
      else await call(qualificationContract.editQuestion, { params: { questionId: question.id }, body })
    },
    onSuccess: async () => {
      await changed()
      onDone()
    },
  })
  const empty = { kind: 'single', body: '', bodyEn: '', options: [option(true), option(false)] }
  return (
    <Modal
      open
      width={640}
      title={t(question === undefined ? 'question.add' : 'question.edit')}
      okText={t('save')}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={onDone}
    >
      <ProblemAlert problem={save.error} />
      <Form
        form={form}
        layout="vertical"
        initialValues={question ?? empty}
        onFinish={(values: Values) => save.mutate(values)}
      >
        <Form.Item name="kind" label={t('question.kind')}>
          <Select options={kinds.map((value) => ({ value, label: t(`question.${value}`) }))} />
        </Form.Item>
        <Form.Item name="body" label={t('question.body')} rules={[{ required: true, message: t('needed') }]}>
          <Input.TextArea rows={2} maxLength={1000} />
        </Form.Item>
        <Form.Item name="bodyEn" label={t('question.bodyEn')}>
          <Input.TextArea rows={1} maxLength={1000} />
        </Form.Item>
        <Form.List name="options">
          {(fields, { add, remove }) => (
            <>
              {fields.map(({ key, name }) => (
                <Flex key={key} gap={8} align="center" style={{ marginBottom: 8 }}>
                  <Form.Item noStyle name={[name, 'right']} valuePropName="checked">
                    <Checkbox aria-label={t('question.right')} />
                  </Form.Item>
                  <Form.Item noStyle name={[name, 'text']}>
                    <Input maxLength={500} placeholder={t('question.option', { no: name + 1 })} />
                  </Form.Item>
                  <Form.Item noStyle name={[name, 'textEn']}>
                    <Input maxLength={500} placeholder={t('question.optionEn')} />
                  </Form.Item>
                  <Button size="small" onClick={() => remove(name)}>
                    {t('remove')}
                  </Button>
                </Flex>
              ))}
              <Button disabled={fields.length >= 8} onClick={() => add(option(false))}>
                {t('question.addOption')}
              </Button>
            </>
          )}
        </Form.List>
      </Form>
    </Modal>
  )
}

/** The question bank of a course, with what is right. */
export function QuestionsPanel({ course }: { readonly course: KeptCourseView }) {
  const { t } = useTranslation('qualification')
  const { either } = useFormat()
  const changed = useQualificationChanged()
  const [edited, setEdited] = useState<Question | 'new'>()
  const remove = useMutation({
    mutationFn: (questionId: number) =>
      call(qualificationContract.removeQuestion, { params: { questionId } }),
    onSuccess: changed,
  })
  return (
    <>
      <ProblemAlert problem={remove.error} />
      <Button type="primary" style={{ marginBottom: 12 }} onClick={() => setEdited('new')}>
        {t('question.add')}
      </Button>
      <FittingTable<Question>
        rowKey="id"
        size="middle"
        pagination={{ pageSize: 20, showSizeChanger: false, hideOnSinglePage: true }}
        dataSource={course.questions}
        locale={{ emptyText: <EmptyState why={t('question.none')} /> }}
        columns={[
          { key: 'body', title: t('question.body'), render: (_, row) => either(row.body, row.bodyEn) },
          {
            key: 'kind',
            title: t('question.kind'),
            width: 110,
            render: (_, row) => t(`question.${row.kind}`),
          },
          {
            key: 'options',
            title: t('question.options'),
            render: (_, row) =>
              row.options.map(({ text, textEn, right }) => (
                <Tag key={text} color={right ? 'success' : 'default'}>
                  {either(text, textEn)}
                  {right && ' ✓'}
                </Tag>
              )),
          },
          {
            key: 'acts',
            title: t('field.acts'),
            card: 'whole',
            width: 160,
            render: (_, row) => (
              <Space>
                <Button size="small" onClick={() => setEdited(row)}>
                  {t('question.edit')}
                </Button>
                <Popconfirm title={t('question.ask')} onConfirm={() => remove.mutate(row.id)}>
                  <Button size="small">{t('remove')}</Button>
                </Popconfirm>
              </Space>
            ),
          },
        ]}
      />
      {edited !== undefined && (
        <QuestionDialog
          courseId={course.id}
          question={edited === 'new' ? undefined : edited}
          onDone={() => setEdited(undefined)}
        />
      )}
    </>
  )
}
