// Reads datapackage.json with the Frictionless library and every table row by row against its schema.
import datapackage from 'datapackage';
import path from 'node:path';

const folder = process.argv[2];
const descriptor = path.join(folder, 'datapackage.json');
const pack = await datapackage.Package.load(descriptor, {basePath: folder});
const trouble = [...pack.errors];
let rows = 0;
for (const resource of pack.resources) {
  if (!resource.valid) trouble.push(...resource.errors);
  for (const field of resource.descriptor.schema.fields) {
    if (!field.description) trouble.push(`${resource.name}: the dictionary says nothing of ${field.name}`);
  }
  try {
    const read = await resource.read({keyed: false});
    rows += read.length;
  } catch (error) {
    trouble.push(`${resource.name}: ${error.message} ${(error.errors ?? []).slice(0, 3).map(e => e.message).join('; ')}`);
  }
}
if (!pack.valid || trouble.length) {
  console.error(trouble.slice(0, 20).map(String).join('\n') || 'the package is not valid');
  process.exit(1);
}
console.log(`data package: ${pack.resources.length} tables, ${rows} rows agree with their schemas`);
