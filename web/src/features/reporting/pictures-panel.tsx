import { DeleteOutlined, UploadOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Card, Image, Upload } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { pictureContract, type ReportView } from '#modules/reporting/contract.ts'
import { call, upload } from '../../lib/client.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { picturesQuery } from './report-queries.ts'

/** Pictures of the instrument: seen by the public once it is accepted. */
export function PicturesPanel({ report }: { readonly report: ReportView }) {
  const { t } = useTranslation('reporting')
  const client = useQueryClient()
  const { instrumentId } = report
  const options = picturesQuery(instrumentId)
  const query = useQuery(options)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  const act = async (work: () => Promise<unknown>) => {
    setBusy(true)
    setProblem(undefined)
    try {
      await work()
    } catch (error) {
      setProblem(error)
    }
    setBusy(false)
    // The change may have made a new version, and a draft of what was accepted.
    await client.invalidateQueries({ queryKey: ['report', instrumentId] })
  }
  const add = (file: File) =>
    act(() => upload(pictureContract.addPicture, { params: { instrumentId } }, file))
  const remove = (pictureId: number) =>
    act(() => call(pictureContract.removePicture, { params: { instrumentId, pictureId } }))
  return (
    <Card
      title={t('pictures.title')}
      extra={
        report.may.edit && (
          <Upload
            accept="image/jpeg,image/png,image/webp"
            showUploadList={false}
            beforeUpload={(file) => {
              void add(file)
              return false
            }}
          >
            <Button icon={<UploadOutlined />} loading={busy}>
              {t('pictures.add')}
            </Button>
          </Upload>
        )
      }
    >
      <ProblemAlert problem={problem} />
      {report.may.edit && report.acceptedVersion !== undefined && (
        <Alert className="problem" type="info" showIcon title={t('pictures.reviewed')} />
      )}
      <Loaded query={query} rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState why={t('pictures.none')} />
          ) : (
            <div className="picture-grid">
              {items.map((picture, i) => (
                <div key={picture.pictureId} className="picture-one">
                  <Image
                    width={200}
                    src={picture.thumbnailUrl}
                    alt={`${report.name} ${i + 1}`}
                    preview={{ src: picture.url }}
                  />
                  {report.may.edit && (
                    <Button
                      size="small"
                      icon={<DeleteOutlined />}
                      aria-label={t('pictures.remove')}
                      onClick={() => void remove(picture.pictureId)}
                    />
                  )}
                </div>
              ))}
            </div>
          )
        }
      </Loaded>
    </Card>
  )
}
