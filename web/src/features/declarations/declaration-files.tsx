import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { declarationRoutes, type DeclarationView } from '#modules/reporting/contract.ts'
import { call, download, upload } from '../../lib/client.ts'
import { AttachedFiles } from '../../ui/attached-files.tsx'
import { useDeclarationsChanged } from './declaration-queries.ts'

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
  const paramsOf = (fileId: number) => ({ params: { declarationId, fileId } })
  return (
    <AttachedFiles
      {...{ t, files, busy, problem }}
      mayAdd={may.files}
      onOpen={(fileId) => void act(() => download(declarationRoutes.declarationFile, paramsOf(fileId)))}
      onRemove={(fileId) => void act(() => call(declarationRoutes.removeDeclarationFile, paramsOf(fileId)))}
      onAdd={(kind, file) =>
        void act(() =>
          upload(declarationRoutes.addDeclarationFile, { params: { declarationId }, query: { kind } }, file),
        )
      }
    />
  )
}
