"""Faults that an officer may see: what happened and what to do, in two short Chinese sentences."""


class DeskError(Exception):
    """A fault that is not a bug of the program, told so that an officer can act on it.

    `what` says what happened, `remedy` what to do next; each is one short Chinese sentence with its full stop
    (the stop is added where it is missing). `str(error)` is both in a row. Anything that is not a DeskError is a bug.
    """

    def __init__(self, what: str, remedy: str = "") -> None:
        self.what = _sentence(what)
        self.remedy = _sentence(remedy)
        super().__init__(
            self.what, self.remedy
        )  # both, so that the error survives pickling between processes

    def __str__(self) -> str:
        return self.what + self.remedy


class FileProblem(DeskError):
    """A file from outside cannot be read or written.

    「文件打不开」「文件已加密」「文件不完整」「没有权限」「磁盘已满」: the fault is in the file or its place.
    """


class StoreProblem(DeskError):
    """The store of this PC cannot be used.

    「数据库被占用」「磁盘已满」「数据库损坏」「版本过新」: translated from SQLite and system codes in one place.
    """


class TemplateProblem(DeskError):
    """A template, layout or locality file is not right.

    「模板写错」「缺少部分」「数值越界」: the remedy names the file and the line or key to be corrected.
    """


class Refused(DeskError):
    """A rule of the program or of the procedure forbids it, though nothing is broken.

    「涉密文件不予导入」「未签发不得发文」: the remedy names the step that must come first.
    """


class Gone(Refused):
    """What was to be stored belongs to something that is no longer there 「已撤销」: to try again is in vain."""


def _sentence(text: str) -> str:
    text = text.strip()
    # A stop inside a closing quotation ends the sentence; the quotation alone does not.
    bare = text.rstrip("”’）》")
    return text if not bare or bare[-1] in "。！？" else text + "。"
