import { join } from 'node:path';
import { bundleFunctions } from './function-code.ts';
import { composeApp, configurationOf, newApp } from './gaoxin-app.ts';

const app = newApp();
const configuration = configurationOf(app);
composeApp(app, configuration, await bundleFunctions(join(app.outdir, 'bundles')));
app.synth();
