"""What WeasyPrint leaves out of a file that is to be both PDF/A-3a and PDF/UA-1.

Its PDF/A variant tags the file and writes the archive's identifier. The identifier of
universal access goes into the same RDF, and since PDF/A knows only declared properties, so
does the description of its schema.
"""

import io

END_OF_RDF = b"</rdf:RDF>"

UNIVERSAL_ACCESS = b"""
<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="">
  <pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
    xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
    xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" rdf:about="">
  <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
    <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
      <pdfaProperty:name>part</pdfaProperty:name>
      <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
      <pdfaProperty:category>internal</pdfaProperty:category>
      <pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>
    </rdf:li></rdf:Seq></pdfaSchema:property>
  </rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


def declare_universal_access(pdf: bytes) -> bytes:
    """The same file, whose metadata also say that it conforms to PDF/UA-1 (ISO 14289-1)."""
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as file:
        metadata = file.Root.Metadata.read_bytes()
        file.Root.Metadata.write(metadata.replace(END_OF_RDF, UNIVERSAL_ACCESS + END_OF_RDF, 1))
        out = io.BytesIO()
        file.save(out)
    return out.getvalue()
