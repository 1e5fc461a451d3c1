import type { Core } from '../core';
import type { Instance } from '../state';
import type { Wire } from '../wire';
import { instanceOperation, operation, type Router } from './operation';

/** Instances and the caller's own role. */
export function instanceRoutes(router: Router, core: Core): void {
  operation(router, core, 'GET', '/v1/instances', 'Get-all-instances', ({ wire }) =>
    Response.json(core.state.instances.map((instance) => ({
      instanceId: instance.instanceId, name: instance.name, instanceType: wire.word(instance.instanceType, instance.instanceId),
      scaleUnitId: 'stand-in', azureRegion: instance.region, platformType: 'dynamics365',
    }))));

  instanceOperation(router, core, 'GET', '', 'Get-instance-metadata', ({ instance, wire }) =>
    Response.json(publishInstance(instance, wire)));

  instanceOperation(router, core, 'GET', '/rbac/myrole', 'Get-current-user-role', ({ instance, caller, wire }) =>
    Response.json({
      principalId: caller.principalId, principalType: wire.word('user', caller.principalId), roles: [caller.role], instanceId: instance.instanceId,
    }));
}

function publishInstance(instance: Instance, wire: Wire) {
  const schedule = instance.schedules[0];
  return {
    instanceId: instance.instanceId, name: instance.name, instanceType: wire.word(instance.instanceType, instance.instanceId),
    isB2B: false, isB2C: true, region: instance.region, azureRegion: instance.region, platformType: 'dynamics365',
    provisioningState: wire.word('active', instance.instanceId),
    ...(schedule === undefined ? {} : {
      refreshSchedule: {
        isActive: schedule.isActive, timezoneId: schedule.timezoneId, cronSchedules: schedule.cronSchedules,
        scheduleId: schedule.scheduleId, instanceId: instance.instanceId,
      },
    }),
    version: 1, createdBy: 'system', createdUtc: wire.time(instance.createdAt), updatedBy: 'system', updatedUtc: wire.time(instance.createdAt),
  };
}
