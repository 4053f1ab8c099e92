import { CycleCommand } from '../../shared/domain/cycles/command.ts';
import { commandHandler } from '../../shared/lambda/command-handler.ts';
import { readEnvironment } from '../../shared/lambda/environment.ts';
import { Environment } from './environment.ts';
import { type CycleAnswer, manageCycle } from './manage-cycle.ts';
import { managePorts } from './ports.ts';

const ports = managePorts(readEnvironment(Environment));

export const handler = commandHandler<CycleCommand, CycleAnswer>({
  command: CycleCommand,
  handle: (command) => manageCycle(command, ports),
});
