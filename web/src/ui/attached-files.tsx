import { DeleteOutlined, UploadOutlined } from '@ant-design/icons'
import { Button, Card, Flex, Upload } from 'antd'
import type { TFunction } from 'i18next'
import { useFormat } from '../lib/format.ts'
import './attached-files.css'
import { ProblemAlert } from './problem-alert.tsx'
import { EmptyState } from './states.tsx'

const accepted = '.pdf,.jpg,.jpeg,.png,.docx,.xlsx'

/** A file of some record, as its page shows it. */
export interface AttachedFile<Kind extends string> {
  readonly fileId: number
  readonly kind: Kind
  readonly name: string
  readonly sizeBytes: number
  readonly addedByName: string
  readonly addedAt: string
  /** Shown where somebody may want to compare it. */
  readonly sha256?: string
  readonly mayRemove: boolean
}

interface FilesProps<Kind extends string> {
  /** The words of the feature: `part.files`, `file.none`, `file.about`, `file.remove`, `file.<kind>`, `file.add.<kind>`. */
  readonly t: TFunction
  readonly files: readonly AttachedFile<Kind>[]
  /** Kinds the reader may add. */
  readonly mayAdd: readonly Kind[]
  readonly busy: boolean
  readonly problem: unknown
  readonly onOpen: (fileId: number) => void
  readonly onRemove: (fileId: number) => void
  readonly onAdd: (kind: Kind, file: File) => void
}

function FileLine<Kind extends string>({
  t,
  file,
  onOpen,
  onRemove,
}: Pick<FilesProps<Kind>, 't' | 'onOpen' | 'onRemove'> & { readonly file: AttachedFile<Kind> }) {
  const format = useFormat()
  const remove = t('file.remove', { name: file.name })
  return (
    <div className="attached-file">
      <div>
        <Button type="link" className="attached-link" onClick={() => onOpen(file.fileId)}>
          {file.name}
        </Button>
        <div className="attached-second">
          {t('file.about', {
            kind: t(`file.${file.kind}`),
            size: format.bytes(file.sizeBytes),
            who: file.addedByName,
            when: format.date(file.addedAt),
          })}
        </div>
        {file.sha256 !== undefined && (
          <div className="attached-second attached-digest" title={file.sha256}>
            {t('file.digest', { digest: file.sha256.slice(0, 16) })}
          </div>
        )}
      </div>
      {file.mayRemove && (
        <Button
          type="text"
          icon={<DeleteOutlined />}
          aria-label={remove}
          title={remove}
          onClick={() => onRemove(file.fileId)}
        />
      )}
    </div>
  )
}

/** The files of a record: open, take away, add. */
export function AttachedFiles<Kind extends string>({
  t,
  files,
  mayAdd,
  busy,
  problem,
  onOpen,
  onRemove,
  onAdd,
}: FilesProps<Kind>) {
  return (
    <Card title={t('part.files')}>
      <ProblemAlert problem={problem} />
      {files.length === 0 && <EmptyState why={t('file.none')} />}
      {files.map((file) => (
        <FileLine key={file.fileId} t={t} file={file} onOpen={onOpen} onRemove={onRemove} />
      ))}
      <Flex gap={8} wrap className="attached-more">
        {mayAdd.map((kind) => (
          <Upload
            key={kind}
            accept={accepted}
            showUploadList={false}
            beforeUpload={(file) => {
              onAdd(kind, file)
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
