import { CAPS } from '../readers/caps.ts';
import type { ZipArchive } from '../readers/zip-archive.ts';
import { appendInside, applyEdits, attribute, escapeXml, parseXml, prefixOf } from './xml-elements.ts';

const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const STRICT = 'http://purl.oclc.org/ooxml/officeDocument/relationships';
const SPREADSHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const STRICT_SPREADSHEET = 'http://purl.oclc.org/ooxml/spreadsheetml/main';
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

export interface Relationship {
  readonly id: string;
  /** Last part of the type: `worksheet`, `comments`, `vmlDrawing`. */
  readonly kind: string;
  /** Name of the part it leads to. */
  readonly part: string;
}

/** The parts of an office package with changes laid over them; the archive below is never altered. */
export interface OfficePackage {
  readonly has: (part: string) => boolean;
  /** A part as text, changed or not. @throws UnreadableContent for one that cannot be read. */
  readonly text: (part: string) => string;
  readonly write: (part: string, text: string) => void;
  /** A name of the form `xl/comments#.xml` that no part has yet. */
  readonly freeName: (pattern: string) => string;
  readonly relationshipsOf: (part: string) => readonly Relationship[];
  /** Relates a part to another and answers the id. */
  readonly relate: (part: string, kind: string, target: string) => string;
  /** Namespace of relationship attributes (`r:id`) and prefix of relationship types. */
  readonly relationshipNamespace: string;
  /** New XML in the namespace of this package: the strict variant of the format has its own. */
  readonly inNamespace: (xml: string) => string;
  readonly declare: (part: string, contentType: string) => void;
  /** Names and texts of all parts that were written. */
  readonly written: () => ReadonlyMap<string, string>;
}

const resolve = (base: string, target: string): string => {
  const path = target.startsWith('/') ? [] : base.split('/').slice(0, -1);
  for (const step of target.split('/')) {
    if (step === '..') path.pop();
    else if (step !== '' && step !== '.') path.push(step);
  }
  return path.join('/');
};

const relationshipPart = (part: string): string => {
  const slash = part.lastIndexOf('/') + 1;
  return `${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`;
};

export const openPackage = (archive: ZipArchive): OfficePackage => {
  const changes = new Map<string, string>();
  const nameOf = (part: string): string => archive.find(part)?.name ?? part;

  const text: OfficePackage['text'] = (part) => {
    const name = nameOf(part);
    const changed = changes.get(name);
    if (changed !== undefined) return changed;
    const entry = archive.find(part);
    return entry === undefined ? '' : new TextDecoder().decode(archive.bytesOf(entry, CAPS.inflatedBytes));
  };
  const has: OfficePackage['has'] = (part) => changes.has(part) || archive.find(part) !== undefined;
  const write: OfficePackage['write'] = (part, content) => {
    changes.set(nameOf(part), content);
  };
  const relationshipsOf: OfficePackage['relationshipsOf'] = (part) => {
    const path = relationshipPart(part);
    if (!has(path)) return [];
    return parseXml(text(path)).children.map((element) => {
      const type = attribute(element, 'Type') ?? '';
      return {
        id: attribute(element, 'Id') ?? '',
        kind: type.slice(type.lastIndexOf('/') + 1),
        part: nameOf(resolve(part, attribute(element, 'Target') ?? '')),
      };
    });
  };
  const relationshipNamespace = text('_rels/.rels').includes(`${STRICT}/`) ? STRICT : OFFICE;

  const isStrict = relationshipNamespace === STRICT;

  return {
    has,
    text,
    write,
    relationshipsOf,
    relationshipNamespace,
    inNamespace: (xml) => (isStrict ? xml.replaceAll(SPREADSHEET, STRICT_SPREADSHEET) : xml),
    written: () => changes,
    freeName: (pattern) => {
      for (let number = 1; ; number += 1) {
        const name = pattern.replace('#', String(number));
        if (!has(name)) return name;
      }
    },
    relate: (part, kind, target) => {
      const path = relationshipPart(part);
      const xml = has(path)
        ? text(path)
        : `${XML}<Relationships xmlns="${PACKAGE}/relationships"></Relationships>`;
      const root = parseXml(xml);
      const ids = new Set(root.children.map((element) => attribute(element, 'Id')));
      let number = ids.size + 1;
      while (ids.has(`rId${number}`)) number += 1;
      const added = `<${prefixOf(root.qualifiedName)}Relationship Id="rId${number}" Type="${relationshipNamespace}/${kind}" Target="/${escapeXml(target)}"/>`;
      write(path, applyEdits(xml, [appendInside(xml, root, added)]));
      return `rId${number}`;
    },
    declare: (part, contentType) => {
      const xml = text('[Content_Types].xml');
      const root = parseXml(xml);
      const name = `/${part}`;
      if (
        root.children.some((element) => attribute(element, 'PartName')?.toLowerCase() === name.toLowerCase())
      )
        return;
      const added = `<${prefixOf(root.qualifiedName)}Override PartName="${escapeXml(name)}" ContentType="${contentType}"/>`;
      write('[Content_Types].xml', applyEdits(xml, [appendInside(xml, root, added)]));
    },
  };
};
