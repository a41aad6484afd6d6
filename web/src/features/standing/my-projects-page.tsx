import { PlusOutlined, UploadOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Card, Popconfirm, Space, Upload } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { standingContract } from '#modules/standing/contract.ts'
import { call, upload } from '../../lib/client.ts'
import { type FittingColumn, FittingTable } from '../../ui/fitting-table.tsx'
import { PageFrame } from '../../ui/page-frame.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { ProjectDialog } from './project-dialog.tsx'
import './standing.css'
import { myProjectsQuery, type ProjectData, type ProjectsData, useStandingAct } from './standing-queries.ts'
import { ProjectTag, ProofLink, useLevelName } from './standing-words.tsx'

interface ActsProps {
  readonly project: ProjectData
  readonly onEdit: () => void
  readonly run: (act: () => Promise<unknown>) => void
}

/** What the owner may do with a project as it stands. */
function Acts({ project, onEdit, run }: ActsProps) {
  const { t } = useTranslation('standing')
  const params = { projectId: project.id }
  const { state, version } = project
  const step = (name: 'submit' | 'withdraw') =>
    run(() => call(standingContract.takeProjectStep, { params, body: { step: name, version } }))
  if (!project.mine || state === 'withdrawn') return null
  const open = state === 'draft' || state === 'returned'
  return (
    <Space wrap>
      {open && (
        <>
          <Button size="small" onClick={onEdit}>
            {t('project.change')}
          </Button>
          <Upload
            accept=".pdf,.jpg,.jpeg,.png,.docx,.xlsx"
            showUploadList={false}
            beforeUpload={(file) => {
              run(() => upload(standingContract.addProjectProof, { params }, file))
              return false
            }}
          >
            <Button size="small" icon={<UploadOutlined />}>
              {t(project.proofName === undefined ? 'proof.add' : 'proof.replace')}
            </Button>
          </Upload>
          <Button
            size="small"
            type="primary"
            disabled={project.proofName === undefined}
            onClick={() => step('submit')}
          >
            {t('project.submit')}
          </Button>
        </>
      )}
      <Popconfirm title={t('project.withdrawAsk')} onConfirm={() => step('withdraw')}>
        <Button size="small" danger>
          {t('project.withdraw')}
        </Button>
      </Popconfirm>
    </Space>
  )
}

function useColumns(
  data: ProjectsData,
  acts: Omit<ActsProps, 'project' | 'onEdit'> & { onEdit: (one: ProjectData) => void },
) {
  const { t } = useTranslation('standing')
  const levelName = useLevelName(data.levels)
  const columns: FittingColumn<ProjectData>[] = [
    {
      key: 'title',
      title: t('project.title'),
      render: (_, row) => (
        <>
          {row.title}
          <div className="standing-second">
            {row.number}
            {row.groupName === '' ? '' : ` · ${row.groupName}`}
            {row.mine ? '' : ` · ${row.ownerName}`}
          </div>
        </>
      ),
    },
    { key: 'level', title: t('project.level'), render: (_, row) => levelName(row.level) },
    { key: 'validUntil', title: t('project.validUntil'), width: 120, dataIndex: 'validUntil' },
    { key: 'proof', title: t('proof'), render: (_, row) => (row.mine ? <ProofLink project={row} /> : '') },
    {
      key: 'state',
      title: t('project.state'),
      render: (_, row) => (
        <>
          <ProjectTag {...row} />
          {row.note !== '' && <div className="standing-second">{row.note}</div>}
        </>
      ),
    },
    { key: 'bookings', title: t('project.bookings'), align: 'right', width: 90, dataIndex: 'bookings' },
    {
      key: 'acts',
      title: '',
      card: 'whole',
      render: (_, row) => <Acts project={row} run={acts.run} onEdit={() => acts.onEdit(row)} />,
    },
  ]
  return columns
}

function ProjectList({
  data,
  onEdit,
}: {
  readonly data: ProjectsData
  readonly onEdit: (one: ProjectData) => void
}) {
  const { t } = useTranslation('standing')
  const act = useStandingAct((run: () => Promise<unknown>) => run())
  const columns = useColumns(data, { run: (one) => act.mutate(one), onEdit })
  return (
    <Card>
      <ProblemAlert problem={act.error} />
      <FittingTable<ProjectData>
        rowKey="id"
        columns={columns}
        dataSource={data.items}
        pagination={false}
        locale={{ emptyText: <EmptyState why={t('projects.noneMine')} /> }}
      />
    </Card>
  )
}

/** One's projects with a priority: register, prove, hand in, see what came of it. */
export default function MyProjectsPage() {
  const { t } = useTranslation('standing')
  const query = useQuery(myProjectsQuery)
  const [editing, setEditing] = useState<ProjectData | 'new'>()
  return (
    <PageFrame
      title={t('projects.mine')}
      hint={t('projects.mineHint')}
      extra={
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setEditing('new')}>
          {t('project.new')}
        </Button>
      }
    >
      <Loaded query={query}>
        {(data) => (
          <>
            <ProjectList data={data} onEdit={setEditing} />
            {editing !== undefined && (
              <ProjectDialog
                project={editing === 'new' ? undefined : editing}
                choices={data}
                onClose={() => setEditing(undefined)}
              />
            )}
          </>
        )}
      </Loaded>
    </PageFrame>
  )
}
