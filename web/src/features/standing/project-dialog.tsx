import { Form, Input, Modal, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { standingContract } from '#modules/standing/contract.ts'
import { call } from '../../lib/client.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { type ProjectData, type ProjectsData, useStandingAct } from './standing-queries.ts'
import { useLevelName } from './standing-words.tsx'

interface Fields {
  readonly level: string
  readonly number: string
  readonly title: string
  readonly validUntil: string
  readonly groupId?: number | undefined
}
interface Props {
  readonly project: ProjectData | undefined
  readonly choices: Pick<ProjectsData, 'levels' | 'groups'>
  readonly onClose: () => void
}

/** Registers a project or changes one that was not checked yet. */
export function ProjectDialog({ project, choices, onClose }: Props) {
  const { t } = useTranslation('standing')
  const [form] = Form.useForm<Fields>()
  const levelName = useLevelName(choices.levels)
  const save = useStandingAct(async ({ groupId, ...fields }: Fields) => {
    const body = { ...fields, ...(groupId === undefined ? {} : { groupId }) }
    await (project === undefined
      ? call(standingContract.registerProject, { body })
      : call(standingContract.changeProject, {
          params: { projectId: project.id },
          body: { ...body, version: project.version },
        }))
  }, onClose)
  const needed = [{ required: true, message: t('needed') }]
  return (
    <Modal
      open
      title={t(project === undefined ? 'project.new' : 'project.edit')}
      okText={t('project.save')}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <ProblemAlert problem={save.error} />
      <Form
        form={form}
        layout="vertical"
        initialValues={project ?? {}}
        onFinish={(fields: Fields) => save.mutate(fields)}
      >
        <Form.Item name="level" label={t('project.level')} rules={needed}>
          <Select
            options={choices.levels.map(({ code, horizonBonusDays }) => ({
              value: code,
              label: t('project.levelGives', { name: levelName(code), days: horizonBonusDays }),
            }))}
          />
        </Form.Item>
        <Form.Item name="number" label={t('project.number')} rules={needed}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="title" label={t('project.title')} rules={needed}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="validUntil" label={t('project.validUntil')} rules={needed}>
          <Input type="date" />
        </Form.Item>
        {choices.groups.length > 0 && (
          <Form.Item name="groupId" label={t('project.group')} extra={t('project.groupHelp')}>
            <Select allowClear options={choices.groups.map(({ id, name }) => ({ value: id, label: name }))} />
          </Form.Item>
        )}
      </Form>
    </Modal>
  )
}
