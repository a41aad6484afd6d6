import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useTranslation } from 'react-i18next'
import { organizationsContract, type UnitView } from '#modules/organizations/contract.ts'
import { call } from '../../lib/client.ts'
import { type Registration, RegistrationForm } from './registration-form.tsx'

/** An operator changes what the site keeps about a unit. */
export function RegistrationTab({ unit }: { readonly unit: UnitView }) {
  const { t } = useTranslation('organizations')
  const { message } = App.useApp()
  const client = useQueryClient()
  const save = useMutation({
    mutationFn: (body: Registration) =>
      call(organizationsContract.changeRegistration, { params: { unitId: unit.id }, body }),
    onSuccess: async () => {
      message.success(t('saved'))
      await client.invalidateQueries({ queryKey: ['unit', unit.id] })
    },
  })
  return (
    <div className="page-narrow">
      <RegistrationForm unit={unit} busy={save.isPending} onSubmit={(values) => save.mutateAsync(values)} />
    </div>
  )
}
