"""Errors shown to the officer: what happened and what to do, in two short Chinese sentences."""


class DeskError(Exception):
    """An expected error, worded so that the officer can act on it.

    `what` says what happened, `remedy` what to do next; each is one short Chinese sentence with its full stop
    (added if missing). `str(error)` is both joined. Any other exception that reaches the user is a bug.
    """

    def __init__(self, what: str, remedy: str = "") -> None:
        self.what = _sentence(what)
        self.remedy = _sentence(remedy)
        super().__init__(self.what, self.remedy)  # both: needed to unpickle it in another process

    def __str__(self) -> str:
        return self.what + self.remedy


class FileProblem(DeskError):
    """A file from outside cannot be read or written.

    「文件打不开」「文件已加密」「文件不完整」「没有权限」「磁盘已满」: the cause is the file or its location.
    """


class StoreProblem(DeskError):
    """The store of this PC cannot be used.

    「数据库被占用」「磁盘已满」「数据库损坏」「版本过新」: translated from SQLite and system codes in one place.
    """


class StoreInUse(StoreProblem):
    """Another program has the data folder open."""


class TemplateProblem(DeskError):
    """A template, layout or locality file is not right.

    「模板写错」「缺少部分」「数值越界」: the remedy names the file and the line or key to be corrected.
    """


class Refused(DeskError):
    """A rule of the program or of the procedure forbids the action.

    「涉密文件不予导入」「未签发不得发文」: the remedy names the step that must come first.
    """


class ReasonNeeded(Refused):
    """The change is allowed, with a reason; what was asked for can be repeated with one."""


class InBin(Refused):
    """The case lies in the bin 「回收站」, where nothing is done with it; `case_id` can be put back."""

    def __init__(self, what: str, remedy: str, case_id: int) -> None:
        super().__init__(what, remedy)
        self.case_id = case_id
        self.args = (what, remedy, case_id)  # what it is made from again in another process


class Gone(Refused):
    """The record to be stored belongs to a case that no longer exists 「已撤销」; retrying cannot succeed."""


def _sentence(text: str) -> str:
    text = text.strip()
    # A full stop before a closing quotation mark ends the sentence; the quotation mark alone does not.
    bare = text.rstrip("”’）》")
    return text if not bare or bare[-1] in "。！？" else text + "。"
