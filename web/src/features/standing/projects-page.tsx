import { useQuery } from '@tanstack/react-query'
import { Button, Card, Descriptions, InputNumber, Modal, Space } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { standingContract } from '#modules/standing/contract.ts'
import { call, type Replied } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { type FittingColumn, FittingTable } from '../../ui/fitting-table.tsx'
import { PageFrame } from '../../ui/page-frame.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { ReasonDialog } from './reason-dialog.tsx'
import './standing.css'
import {
  figuresQuery,
  type LevelData,
  type ProjectData,
  projectsQuery,
  useStandingAct,
} from './standing-queries.ts'
import { ProjectTag, ProofLink, useLevelName } from './standing-words.tsx'

type Figure = Replied<typeof standingContract.priorityFigures>['items'][number]

interface CheckProps {
  readonly project: ProjectData
  readonly levels: readonly LevelData[]
  readonly onClose: () => void
}

/** A project beside its proof, to be accepted or returned. */
function CheckDialog({ project, levels, onClose }: CheckProps) {
  const { t } = useTranslation('standing')
  const { either } = useFormat()
  const levelName = useLevelName(levels)
  const [returning, setReturning] = useState(false)
  const decide = (accept: boolean, reason: string) =>
    call(standingContract.decideProject, {
      params: { projectId: project.id },
      body: { accept, reason, version: project.version },
    })
  const accept = useStandingAct(() => decide(true, ''), onClose)
  if (returning)
    return (
      <ReasonDialog
        title={t('project.return')}
        hint={t('project.returnHint')}
        verb={t('project.return')}
        act={(reason) => decide(false, reason)}
        onClose={onClose}
      />
    )
  const picture = project.proofMediaType?.startsWith('image/') === true
  return (
    <Modal
      open
      width={640}
      title={project.title}
      onCancel={onClose}
      footer={
        <Space wrap>
          <Button danger onClick={() => setReturning(true)}>
            {t('project.return')}
          </Button>
          {project.state === 'waiting' && (
            <Button type="primary" loading={accept.isPending} onClick={() => accept.mutate(undefined)}>
              {t('project.accept')}
            </Button>
          )}
        </Space>
      }
    >
      <ProblemAlert problem={accept.error} />
      <Descriptions
        column={1}
        size="small"
        items={[
          { key: 'level', label: t('project.level'), children: levelName(project.level) },
          { key: 'number', label: t('project.number'), children: project.number },
          {
            key: 'owner',
            label: t('project.owner'),
            children: `${project.ownerName} ${either(project.unitName, project.unitNameEn)}`,
          },
          { key: 'until', label: t('project.validUntil'), children: project.validUntil },
          { key: 'proof', label: t('proof'), children: <ProofLink project={project} /> },
        ]}
      />
      {picture && (
        <img
          className="standing-proof"
          src={`/api/v1/projects/${project.id}/proof`}
          alt={project.proofName}
        />
      )}
    </Modal>
  )
}

function Figures() {
  const { t } = useTranslation('standing')
  const { either, number } = useFormat()
  const [year, setYear] = useState(() => new Date().getFullYear())
  const query = useQuery(figuresQuery(year))
  const columns: FittingColumn<Figure>[] = [
    { key: 'level', title: t('project.level'), render: (_, row) => either(row.title, row.titleEn) },
    {
      key: 'projects',
      title: t('figures.projects'),
      align: 'right',
      render: (_, row) => number(row.projects),
    },
    {
      key: 'bookings',
      title: t('figures.bookings'),
      align: 'right',
      render: (_, row) => number(row.bookings),
    },
    { key: 'early', title: t('figures.early'), align: 'right', render: (_, row) => number(row.early) },
    {
      key: 'hours',
      title: t('figures.hours'),
      align: 'right',
      render: (_, row) => number(row.minutes / 60, 1),
    },
  ]
  return (
    <Card
      title={t('figures.title')}
      extra={
        <InputNumber
          aria-label={t('figures.year')}
          min={2000}
          max={2100}
          precision={0}
          value={year}
          onChange={(value) => setYear(value ?? year)}
        />
      }
    >
      <Loaded query={query}>
        {({ items }) => (
          <FittingTable<Figure>
            rowKey="level"
            size="small"
            columns={columns}
            dataSource={items}
            pagination={false}
            below={420}
          />
        )}
      </Loaded>
    </Card>
  )
}

/** For those who check projects: what waits with its proof, what was decided, and how priority is used. */
export default function ProjectsPage() {
  const { t } = useTranslation('standing')
  const { either } = useFormat()
  const query = useQuery(projectsQuery())
  const [checking, setChecking] = useState<ProjectData>()
  const levels = query.data?.levels ?? []
  const levelName = useLevelName(levels)
  const columns: FittingColumn<ProjectData>[] = [
    {
      key: 'title',
      title: t('project.title'),
      render: (_, row) => (
        <>
          {row.title}
          <div className="standing-second">{row.number}</div>
        </>
      ),
    },
    { key: 'level', title: t('project.level'), render: (_, row) => levelName(row.level) },
    {
      key: 'owner',
      title: t('project.owner'),
      render: (_, row) => (
        <>
          {row.ownerName}
          <div className="standing-second">{either(row.unitName, row.unitNameEn)}</div>
        </>
      ),
    },
    { key: 'validUntil', title: t('project.validUntil'), width: 120, dataIndex: 'validUntil' },
    { key: 'state', title: t('project.state'), render: (_, row) => <ProjectTag {...row} /> },
    { key: 'bookings', title: t('project.bookings'), align: 'right', width: 90, dataIndex: 'bookings' },
    {
      key: 'act',
      title: '',
      card: 'whole',
      width: 110,
      render: (_, row) =>
        (row.state === 'waiting' || row.state === 'checked') && (
          <Button
            size="small"
            type={row.state === 'waiting' ? 'primary' : 'default'}
            onClick={() => setChecking(row)}
          >
            {t(row.state === 'waiting' ? 'project.check' : 'project.look')}
          </Button>
        ),
    },
  ]
  return (
    <PageFrame title={t('projects.title')} hint={t('projects.hint')}>
      <Space orientation="vertical" size={16} style={{ width: '100%' }}>
        <Card>
          <Loaded query={query}>
            {({ items }) => (
              <FittingTable<ProjectData>
                rowKey="id"
                columns={columns}
                dataSource={items}
                pagination={{ pageSize: 20, hideOnSinglePage: true }}
                locale={{ emptyText: <EmptyState why={t('projects.none')} /> }}
              />
            )}
          </Loaded>
        </Card>
        <Figures />
      </Space>
      {checking !== undefined && (
        <CheckDialog project={checking} levels={levels} onClose={() => setChecking(undefined)} />
      )}
    </PageFrame>
  )
}
