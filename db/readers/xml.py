"""XML of office packages, parsed without document types, entities or network."""

from lxml import etree

from db.errors import TooLarge, UnreadableFile


def parse_xml(file: str, content: bytes) -> etree._Element:
    """The root element; a document type (DTD) or broken XML is refused."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if getattr(error, "code", None) == etree.ErrorTypes.ERR_NO_MEMORY:
            raise TooLarge(file, "里面的文字太多，内存放不下", "请拆成几份再装入") from error
        raise UnreadableFile(file, "文件损坏，里面的 XML 读不出来", "请重新下载或导出") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableFile(file, "里面有文档类型声明（DTD）或外部实体，正常的文件没有", "请检查来源，不要装入")
    return root
