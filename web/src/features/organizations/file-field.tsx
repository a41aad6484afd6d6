import { UploadOutlined } from '@ant-design/icons'
import { Button, Upload } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { profilesContract } from '#modules/profiles/contract.ts'
import { upload } from '../../lib/client.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'

/** Address of a document of a unit. */
export const profileFileHref = (unitId: number, fileId: number): string =>
  `/api/v1/units/${unitId}/profile-files/${fileId}`

/** A document that is handed in at once; the form keeps its number. */
export function FileField({
  unitId,
  value,
  onChange,
}: {
  readonly unitId: number
  readonly value?: number | null
  readonly onChange?: (value: number | null) => void
}) {
  const { t } = useTranslation('organizations')
  const [busy, setBusy] = useState(false)
  const [name, setName] = useState<string>()
  const [problem, setProblem] = useState<unknown>()
  const send = async (file: File) => {
    setBusy(true)
    setProblem(undefined)
    try {
      const kept = await upload(profilesContract.addProfileFile, { params: { unitId } }, file)
      setName(kept.name)
      onChange?.(kept.id)
    } catch (error) {
      setProblem(error)
    }
    setBusy(false)
  }
  return (
    <>
      <Upload
        accept=".pdf,.docx,.xlsx,.jpg,.jpeg,.png"
        showUploadList={false}
        beforeUpload={(file) => {
          void send(file)
          return false
        }}
      >
        <Button icon={<UploadOutlined />} loading={busy}>
          {t('file.choose')}
        </Button>
      </Upload>
      {value != null && (
        <p className="no-margin">
          <a href={profileFileHref(unitId, value)} target="_blank" rel="noreferrer">
            {name ?? t('file.open')}
          </a>{' '}
          <Button type="link" size="small" onClick={() => onChange?.(null)}>
            {t('remove')}
          </Button>
        </p>
      )}
      <ProblemAlert problem={problem} />
    </>
  )
}
