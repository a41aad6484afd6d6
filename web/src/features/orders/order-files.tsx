import { useTranslation } from 'react-i18next'
import { ordersContract, type OrderView } from '#modules/orders/contract.ts'
import { call, download, upload } from '../../lib/client.ts'
import { AttachedFiles } from '../../ui/attached-files.tsx'
import { useAct } from './order-queries.ts'

/** What the user sent along and what was measured. */
export function OrderFiles({ order }: { readonly order: OrderView }) {
  const { t } = useTranslation('orders')
  const { busy, problem, act } = useAct()
  const { orderId, may } = order
  const paramsOf = (fileId: number) => ({ params: { orderId, fileId } })
  const files = order.files.map(({ sha256, ...file }) => ({
    ...file,
    ...(file.kind === 'result' ? { sha256 } : {}),
    mayRemove: may.files.includes(file.kind),
  }))
  return (
    <AttachedFiles
      {...{ t, files, busy, problem }}
      mayAdd={may.files}
      onOpen={(fileId) => void act(() => download(ordersContract.orderFile, paramsOf(fileId)))}
      onRemove={(fileId) => void act(() => call(ordersContract.removeOrderFile, paramsOf(fileId)))}
      onAdd={(kind, file) =>
        void act(() => upload(ordersContract.addOrderFile, { params: { orderId }, query: { kind } }, file))
      }
    />
  )
}
