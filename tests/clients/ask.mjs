// Runs the queries that standard input gives as JSON with Comunica; prints the answers as JSON.
import { readFileSync } from 'node:fs';
import { QueryEngine } from '@comunica/query-sparql';

const engine = new QueryEngine();

async function answer(text, context) {
  const result = await engine.query(text, context);
  if (result.resultType === 'void') {
    return await result.execute() ?? null;
  }
  if (result.resultType === 'boolean') {
    return await result.execute();
  }
  const items = await (await result.execute()).toArray();
  if (result.resultType === 'quads') {
    return items.map(quad => [quad.subject.value, quad.predicate.value, quad.object.value]);
  }
  return items.map(row => Object.fromEntries([...row].map(([name, term]) => [name.value, {
    value: term.value,
    type: term.termType,
    language: term.language || undefined,
    datatype: term.datatype?.value,
  }])));
}

const answers = {};
for (const [name, { text, context }] of Object.entries(JSON.parse(readFileSync(0, 'utf8')))) {
  try {
    answers[name] = { answer: await answer(text, context) };
  } catch (error) {
    answers[name] = { error: String(error.message) };
  }
}
console.log(JSON.stringify(answers));
