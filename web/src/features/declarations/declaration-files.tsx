import { DeleteOutlined, UploadOutlined } from '@ant-design/icons'
import { Button, Card, Flex, Upload } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { declarationRoutes, type DeclarationView } from '#modules/reporting/contract.ts'
import { call, download, upload } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { useDeclarationsChanged } from './declaration-queries.ts'

const accepted = '.pdf,.jpg,.jpeg,.png,.docx,.xlsx'

interface FileProps {
  readonly declarationId: number
  readonly file: DeclarationView['files'][number]
  readonly act: (work: () => Promise<unknown>) => Promise<void>
}

function FileLine({ declarationId, file, act }: FileProps) {
  const { t } = useTranslation('declarations')
  const format = useFormat()
  const params = { declarationId, fileId: file.fileId }
  return (
    <div className="declaration-file">
      <div>
        <Button
          type="link"
          className="declaration-link"
          onClick={() => void act(() => download(declarationRoutes.declarationFile, { params }))}
        >
          {file.name}
        </Button>
        <div className="declaration-second">
          {t('file.about', {
            kind: t(`file.${file.kind}`),
            size: format.bytes(file.sizeBytes),
            who: file.addedByName,
            when: format.date(file.addedAt),
          })}
        </div>
      </div>
      {file.mayRemove && (
        <Button
          type="text"
          icon={<DeleteOutlined />}
          aria-label={t('file.remove', { name: file.name })}
          title={t('file.remove', { name: file.name })}
          onClick={() => void act(() => call(declarationRoutes.removeDeclarationFile, { params }))}
        />
      )}
    </div>
  )
}

/** Evidence and scans of the signed letter. */
export function DeclarationFiles({ declaration }: { readonly declaration: DeclarationView }) {
  const { t } = useTranslation('declarations')
  const changed = useDeclarationsChanged()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  const { declarationId, files, may } = declaration
  const act = async (work: () => Promise<unknown>) => {
    setBusy(true)
    setProblem(undefined)
    try {
      await work()
    } catch (error) {
      setProblem(error)
    }
    setBusy(false)
    await changed()
  }
  const add = (kind: 'evidence' | 'signed_copy', file: File) =>
    act(() =>
      upload(declarationRoutes.addDeclarationFile, { params: { declarationId }, query: { kind } }, file),
    )
  return (
    <Card title={t('part.files')}>
      <ProblemAlert problem={problem} />
      {files.length === 0 && <EmptyState why={t('file.none')} />}
      {files.map((file) => (
        <FileLine key={file.fileId} declarationId={declarationId} file={file} act={act} />
      ))}
      <Flex gap={8} wrap className="declaration-more">
        {may.files.map((kind) => (
          <Upload
            key={kind}
            accept={accepted}
            showUploadList={false}
            beforeUpload={(file) => {
              void add(kind, file)
              return false
            }}
          >
            <Button icon={<UploadOutlined />} loading={busy}>
              {t(`file.add.${kind}`)}
            </Button>
          </Upload>
        ))}
      </Flex>
    </Card>
  )
}
