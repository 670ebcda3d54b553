import { expect, test } from 'vitest'
import { services } from '../../domain/vocabulary.ts'
import { serviceIcons } from '../../ui/service-icons.ts'

test('every service has an icon', () => {
  expect(services.filter((service) => !serviceIcons[service])).toEqual([])
})
