"""The registry of fields 「字段」 (DOMAIN 3.3, 6, 8).

Intake, store, ledger, letters, forms, command line and window take keys, labels and synonyms of fields from here.
What stands elsewhere: labels that give no field its value (`text.line_kinds`, `intake.contacts`); patterns that tell the
kind of a line by a choice of labels (`text.line_kinds`, `intake.marks`); names of figures that differ from the field's
(`figures.breakdown`); the settings of the office, which are no fields of a case; and headings, sentences and printed forms
that mention a field in their own wording.

The order is that of the page for reviewing recognised fields and of the ledger's columns, except that the ledger moves
序号 and 编号 to the front.
"""

from __future__ import annotations

from collections.abc import Mapping

from desktop.domain.case.case import Ask, HandlingRole, Level, MatterType, Proposer
from desktop.domain.case.disclosure import Disclosure
from desktop.domain.case.field import (
    Field,
    FieldKind,
    choice_field,
    date_field,
    flag_field,
    list_field,
    number_field,
    read_names,
    show_names,
    text_field,
)
from desktop.domain.case.field_entry import (
    FieldEntry,
    Holder,
    InForm,
    InLetter,
    InList,
    OnPaper,
    Placeholder,
    Setter,
)
from desktop.domain.case.proposer_kind import proposer_named
from desktop.domain.case.status import Status


def read_asks(text: str) -> tuple[Ask, ...]:
    """One request per line, numbered from 1; blank lines are ignored."""
    return tuple(Ask(number, line) for number, line in enumerate(_read_lines(text), 1))


def _read_proposers(text: str) -> tuple[Proposer, ...]:
    return tuple(map(proposer_named, read_names(text)))


def _show_proposers(value: object) -> str:
    return show_names(tuple(proposer.name for proposer in value)) if isinstance(value, tuple) else ""


def _show_asks(value: object) -> str:
    return "\n".join(ask.text for ask in value) if isinstance(value, tuple) else ""


def _read_lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.split("\n") if line.strip())


def _show_lines(value: object) -> str:
    return "\n".join(map(str, value)) if isinstance(value, tuple) else ""


_MATTER = (
    FieldEntry(number_field("row_no", "序号"), holder=Holder.RECORDS, setter=Setter.PROGRAM,
               in_list=InList("row_no", "序 行号 NO No", 6)),
    FieldEntry(choice_field("matter_type", "类型", MatterType), words="提案类型 提案性质",
               in_list=InList("matter_type", "建议提案类型 件类型 办件类型 建议提案 来源", 13, centred=True),
               on_paper=OnPaper("kind"), in_letter=InLetter("matter_type"), placeholder=Placeholder("办件类型", forms_only=True),
               in_form=InForm(11)),
    FieldEntry(choice_field("level", "层级", Level), in_list=InList("level", "级别", 6, centred=True),
               on_paper=OnPaper("level", labelled=False), in_letter=InLetter("level"), placeholder=Placeholder(forms_only=True),
               in_form=InForm(12)),
    FieldEntry(text_field("region", "地区"), on_paper=OnPaper("place", labelled=False), in_letter=InLetter("place"),
               placeholder=Placeholder("行政区"), in_form=InForm(13, "如 长宁区"), short=True),
    FieldEntry(number_field("term", "届"), on_paper=OnPaper("term", labelled=False), in_letter=InLetter("term"),
               placeholder=Placeholder(), in_form=InForm(21, "如 十五 或 15")),
    FieldEntry(number_field("session", "次"), on_paper=OnPaper("session_number", labelled=False),
               in_letter=InLetter("session_number"), placeholder=Placeholder(), in_form=InForm(22, "如 四 或 4")),
    FieldEntry(text_field("number", "编号"),
               words="提案号 提案编号 建议编号 建议号 案号 提案序号 立案号 立案编号 提案建议编号 建议提案编号",
               commands="proposal_number", in_list=InList("number", "号 文件编号 代码", 9, centred=True),
               on_paper=OnPaper("number"), in_letter=InLetter("proposal_number", "提案编号 提案号 建议编号 建议号 案号"),
               placeholder=Placeholder(), in_form=InForm(23, "如 085，照原样保留零"), short=True),
    FieldEntry(text_field("meeting", "届次"), holder=Holder.RECORDS, setter=Setter.PROGRAM,
               words="届别 会议 会议届次 届次会议 会议名称", in_list=InList("meeting", width=18), on_paper=OnPaper()),
    FieldEntry(text_field("serial_number", "流水号"), words="顺序号 登记号 收文号", commands="serial_no",
               on_paper=OnPaper("serial_number"), placeholder=Placeholder(forms_only=True), short=True),
    # commands use 标题 for the letter's title
    FieldEntry(text_field("subject", "案由"),
               words="提案名称 提案题目 提案标题 提案建议标题 建议名称 建议标题 建议题目 建议提案标题 建议提案名称 题目 事由 议题",
               commands="title", in_list=InList("title", "标题 名称 内容摘要 提案内容 主要内容", 44),
               on_paper=OnPaper("subject", "标题"), in_letter=InLetter("subject"), placeholder=Placeholder(),
               in_form=InForm(31, "关于……的提案")),
)  # fmt: skip

_PROPOSERS = (
    FieldEntry(Field("proposers", "提案者", FieldKind.LIST, _read_proposers, _show_proposers), column=False,
               commands="proposer 提案人", placeholder=Placeholder("全体提案人"),
               in_form=InForm(41, "多人用顿号隔开，第一个领衔")),
    FieldEntry(list_field("group_proposers", "集体提案者"), holder=Holder.PROPOSER, words="提案者中的单位 提案团体",
               in_form=InForm(73, "提案者里的单位；认错了在这里改")),
    FieldEntry(text_field("first_proposer", "第一提案人"), holder=Holder.PROPOSER,
               words="第一提案者 领衔代表 领衔委员 领衔人 提案委员 委员姓名 代表姓名 提出人 提出代表 建议人 提建议人"
                     " 提案单位 集体提案单位 提案党派 提案集体",
               in_list=InList("first_proposer", "提案者 提案人 姓名 代表委员姓名 委员代表 提案者建议人", 12),
               on_paper=OnPaper(words="提案者 提案人 姓名 党派团体"), placeholder=Placeholder(name="proposer")),
    FieldEntry(list_field("co_signers", "联名人"), holder=Holder.PROPOSER,
               words="附议人 附议代表 附议委员 联名委员 联名代表 联名提案人 联名提案者 联署人 其他提案人 第二提案人 共同提案人",
               commands="co_signer", in_list=InList("co_signers", width=18), on_paper=OnPaper(words="联名")),
    FieldEntry(number_field("co_signer_count", "人数"), holder=Holder.RECORDS, setter=Setter.PROGRAM,
               in_list=InList("co_signer_count", "提出人数 联名人数 附议人数", 6)),
    FieldEntry(text_field("sector", "界别"), holder=Holder.PROPOSER, words="所属界别 代表团 所在代表团 所属代表团",
               in_list=InList("sector", "党派 专委会 界别党派专委会 界别代表团", 14), on_paper=OnPaper()),
    FieldEntry(text_field("party", "党派"), holder=Holder.PROPOSER, on_paper=OnPaper(words="政治面貌")),
    FieldEntry(text_field("proposer_unit", "单位职务"), holder=Holder.PROPOSER,
               words="单位及职务 工作单位 工作单位及职务 工作单位和职务 委员单位",
               in_list=InList("proposer_unit", width=22), on_paper=OnPaper(words="职务 单位")),
    FieldEntry(text_field("proposer_phone", "联系电话", sensitive=True), holder=Holder.PROPOSER,
               words="手机号码 手机号 手机 电话 联系方式 委员电话 代表电话", in_list=InList("proposer_phone", width=14),
               on_paper=OnPaper(words="办公电话")),
    FieldEntry(text_field("address", "通讯地址", sensitive=True), holder=Holder.PROPOSER,
               on_paper=OnPaper(words="联系地址 地址")),
    FieldEntry(text_field("postcode", "邮政编码", sensitive=True), holder=Holder.PROPOSER,
               on_paper=OnPaper(words="邮编")),
    FieldEntry(text_field("proposer_contact", "联系人"), holder=Holder.PROPOSER, on_paper=OnPaper(words="联络人")),
)  # fmt: skip

_HANDLING = (
    FieldEntry(text_field("category", "分类"),
               words="提案分类 提案类别 内容分类 建议分类 建议类别 所属分类 所属类别 业务分类",
               in_list=InList("category", width=12), on_paper=OnPaper("category", "类别"), placeholder=Placeholder("类别"),
               short=True),
    FieldEntry(text_field("time_mark", "会间/会后"), words="会间会后 提出时段 提案时段 提出期间 会内会外",
               in_list=InList("time_mark"), on_paper=OnPaper("time_mark"),
               in_form=InForm(72, "会间，或 平时（闭会期间）")),
    FieldEntry(text_field("lead_unit", "主办单位"),
               words="主办 牵头单位 牵头承办单位 承办单位 主办承办单位 独办单位 审定主办",
               in_list=InList("lead_unit", "责任单位", 18), on_paper=OnPaper("lead_unit", "交办意见"),
               placeholder=Placeholder()),
    FieldEntry(list_field("co_units", "会办单位"),
               words="会办 协办 协办单位 配合单位 分办单位 会办协办单位 协办会办单位 审定会办",
               commands="co_handling_units", in_list=InList("co_units", width=22), on_paper=OnPaper(),
               placeholder=Placeholder(), in_form=InForm(63)),
    FieldEntry(text_field("suggested_units", "建议承办单位"), holder=Holder.NOTHING,
               on_paper=OnPaper(words="建议主办单位 建议会办单位 建议办理单位")),
    FieldEntry(choice_field("handling_role", "办理方式", HandlingRole),
               words="办理类型 办理形式 办理角色 承办方式 承办类型",
               in_list=InList("handling_role", "独办主办会办分办 主会办 主协办", 9, centred=True),
               on_paper=OnPaper("handling_role"), placeholder=Placeholder(name="role"), in_form=InForm(42), caption="承办方式"),
    # a proposal with a supervising leader is a key proposal
    FieldEntry(flag_field("is_key", "重点提案"), words="是否重点 是否重点提案 重点督办 是否重点督办",
               commands="key_proposal", in_list=InList("is_key", "重点", 9, centred=True, heading="是否重点"),
               on_paper=OnPaper("is_key", "督办领导"), in_form=InForm(43)),
    FieldEntry(text_field("supervising_leader", "督办领导"), words="领衔督办领导 督办人",
               in_list=InList("supervising_leader", width=10), placeholder=Placeholder("领衔督办领导")),
    FieldEntry(text_field("assigning_office", "交办单位"), placeholder=Placeholder(), in_form=InForm(51)),
    FieldEntry(date_field("assigned_at", "交办日期"), words="交办时间 交办日 转办日期",
               in_list=InList("assigned_at", "交办", 12), on_paper=OnPaper("assigned_on"), placeholder=Placeholder(),
               in_form=InForm(52)),
    FieldEntry(date_field("acknowledged_at", "签收日期"), commands="signed_at",
               placeholder=Placeholder(forms_only=True)),
    FieldEntry(text_field("return_reason", "退办理由", long=True), words="退回理由 申退理由",
               placeholder=Placeholder(forms_only=True)),
    FieldEntry(text_field("return_unit", "建议改办单位"), words="改办单位", placeholder=Placeholder(forms_only=True)),
    FieldEntry(date_field("due_at", "办理期限"),
               words="办结期限 办结时限 办理时限 答复期限 答复时限 要求办结日期 要求结办日期 要求答复日期"
                     " 要求答复时间 答复截止日期 限办日期",
               commands="due_date", in_list=InList("due_at", "截止日期 完成时限要求", 12), on_paper=OnPaper("due_on"),
               placeholder=Placeholder(), in_form=InForm(53), caption="期限"),
    FieldEntry(date_field("submitted_on", "提交日期"), holder=Holder.NOTHING,
               on_paper=OnPaper(words="提交时间 提出日期 提出时间 提案日期 立案日期 立案时间 收到日期 日期")),
    FieldEntry(text_field("leader", "分管领导"), words="责任领导 局领导 委领导 牵头领导 包案领导",
               in_list=InList("leader", width=10), placeholder=Placeholder()),
    FieldEntry(text_field("section", "承办科室"),
               words="责任科室 责任部门 责任处室 承办处室 承办部门 主办科室 牵头科室 科室",
               in_list=InList("section", width=12), placeholder=Placeholder(), in_form=InForm(61), caption="科室"),
    FieldEntry(text_field("officer", "经办人"), words="承办人 具体承办人 经办人员 责任人 承办人员",
               in_list=InList("officer", "联系人", 10), placeholder=Placeholder(), in_form=InForm(62)),
    FieldEntry(text_field("contacts", "沟通情况"), holder=Holder.RECORDS, setter=Setter.PROGRAM,
               in_list=InList("contacts", "走访情况 面商时间方式 面商时间 面商方式 沟通方式 面商情况 走访沟通情况 联系沟通情况"
                              " 面商",
                              26)),
    FieldEntry(text_field("co_opinion_at", "会办意见"), holder=Holder.RECORDS, setter=Setter.PROGRAM,
               in_list=InList("co_opinion_at", "会办意见回复时间 会办意见反馈时间 会办意见时间", 26)),
    FieldEntry(choice_field("status", "办理状态", Status), setter=Setter.PROGRAM,
               in_list=InList("status", "办理进度 状态 进展 进度 办理进展 目前进展 办理情况 当前状态", 12, centred=True,
                              heading="办理进度"),
               placeholder=Placeholder(forms_only=True), caption="状态"),
    FieldEntry(date_field("replied_at", "答复日期"), words="答复时间 办复日期 办复时间 复文日期",
               in_list=InList("replied_at", "发文日期 办结日期 办结时间", 12), placeholder=Placeholder()),
)  # fmt: skip

_REPLY = (
    FieldEntry(text_field("document_number", "发文字号"), holder=Holder.REPLY,
               words="文号 复文文号 答复文号 发文文号", commands="doc_number", in_list=InList("doc_number", width=20),
               in_letter=InLetter("document_number", "文号", shared="编号"), placeholder=Placeholder()),
    FieldEntry(text_field("handling_result", "办理结果"), holder=Holder.REPLY, words="结果 结果分类 办理结果分类",
               commands="result",
               in_list=InList("result", "落实分类 ABC 落实情况 办理类别 答复类别 办理结果ABC ABC类 采纳情况", 16, centred=True),
               in_letter=InLetter("handling_result",
                                  "答复结果 结果类别 采纳情况 采纳落实情况 落实情况 落实情况分类 落实分类 办理情况类别",
                                  shared="办理类别 办理类型 答复类别 答复类型 复文类别 办复类别 类别标记 类别标识 类别等级 分类标记"
                                         " 分类 类别 类型 办理意见 办理方式"),
               placeholder=Placeholder(), short=True),
    FieldEntry(text_field("signer", "签发人"), holder=Holder.REPLY, words="签发领导",
               in_list=InList("signer", width=10), in_letter=InLetter("signer", "签发"), placeholder=Placeholder(), short=True),
    FieldEntry(text_field("issuer", "落款单位"), holder=Holder.REPLY, words="答复单位 复文单位 发文单位",
               commands="unit 落款", in_list=InList("issuer"), in_letter=InLetter("unit"), placeholder=Placeholder()),
    FieldEntry(date_field("issue_date", "成文日期"), holder=Holder.REPLY, commands="date", in_letter=InLetter("date"),
               placeholder=Placeholder()),
    FieldEntry(choice_field("disclosure", "公开属性", Disclosure, optional=True), holder=Holder.REPLY,
               words="答复公开 公开情况 是否公开答复 公开类型", in_list=InList("disclosure", "是否公开", 12, centred=True),
               in_letter=InLetter("disclosure_class",
                                  "公开类别 公开形式 公开方式 公开选项 信息公开属性 信息公开选项 信息公开类别 是否公开"
                                  " 是否同意公开 答复公开 公开情况 公开 主动公开"),
               placeholder=Placeholder()),
    FieldEntry(text_field("disclosure_reason", "不公开理由"), holder=Holder.REPLY,
               placeholder=Placeholder("不公开的理由")),
    FieldEntry(text_field("contact_person", "联系人"), holder=Holder.REPLY,
               in_letter=InLetter("contact_person",
                                  "经办人 承办人 承办人员 联系人及电话 联系单位及联系人 承办人及电话 经办人及电话"
                                  " 承办人及联系电话 联系单位和联系人 联系人及联系电话"),
               placeholder=Placeholder(), short=True),
    FieldEntry(text_field("contact_phone", "联系电话", sensitive=True), holder=Holder.REPLY,
               in_letter=InLetter("contact_phone", "电话 手机 联系方式",
                                  shared="联系人 经办人 承办人 联系人及电话 联系人及联系电话 承办人及电话 经办人及电话"
                                         " 承办人及联系电话"),
               placeholder=Placeholder(), short=True),
    FieldEntry(list_field("copies_to", "抄送"), holder=Holder.REPLY, commands="copies",
               in_letter=InLetter("copies", "抄送单位 抄报 抄 分送"), placeholder=Placeholder("抄送机关", "copies")),
    FieldEntry(list_field("attachments", "附件"), holder=Holder.REPLY),
    FieldEntry(Field("title_lines", "标题", FieldKind.LONG_TEXT, _read_lines, _show_lines), holder=Holder.REPLY),
    FieldEntry(text_field("salutation", "称谓"), holder=Holder.REPLY, in_letter=InLetter("salutation"),
               placeholder=Placeholder()),
    FieldEntry(text_field("note", "附注"), holder=Holder.REPLY),
    FieldEntry(date_field("disclosed_at", "公开日期"), holder=Holder.RECORDS, setter=Setter.PROGRAM,
               in_list=InList("disclosed_at", "公开时间", 12)),
    FieldEntry(text_field("satisfaction", "满意度"), holder=Holder.RECORDS, setter=Setter.PROGRAM,
               in_list=InList("satisfaction", "反馈意见 评价 委员评价 代表评价 满意情况 测评结果 满意程度", 12, centred=True)),
    FieldEntry(number_field("rounds", "办理次数"), holder=Holder.RECORDS, setter=Setter.PROGRAM,
               in_list=InList("rounds", width=9)),
    FieldEntry(date_field("first_replied_at", "首次答复日期"), holder=Holder.RECORDS, setter=Setter.PROGRAM,
               in_list=InList("first_replied_at", width=12)),
    FieldEntry(text_field("first_result", "首次办理结果"), holder=Holder.RECORDS, setter=Setter.PROGRAM,
               in_list=InList("first_result", width=16, centred=True)),
    FieldEntry(text_field("first_signer", "首次签发人"), holder=Holder.RECORDS, setter=Setter.PROGRAM,
               in_list=InList("first_signer", width=10)),
    FieldEntry(text_field("first_satisfaction", "首次满意度"), holder=Holder.RECORDS, setter=Setter.PROGRAM,
               in_list=InList("first_satisfaction", width=12, centred=True)),
    FieldEntry(text_field("conversion", "结果转化"), holder=Holder.RECORDS, setter=Setter.PROGRAM,
               in_list=InList("conversion", width=22)),
    FieldEntry(text_field("clock_changes", "延期暂停"), holder=Holder.RECORDS, setter=Setter.PROGRAM,
               in_list=InList("clock_changes", "期限变动", 30)),
    FieldEntry(text_field("merged_into", "并案"), holder=Holder.RECORDS, setter=Setter.PROGRAM,
               in_list=InList("merged_into", width=12)),
    FieldEntry(text_field("followup", "承诺事项"), holder=Holder.RECORDS, setter=Setter.PROGRAM,
               in_list=InList("followup", "跟踪落实 跟踪办理 后续落实", 30)),
    FieldEntry(date_field("followup_due_at", "完成时限"), holder=Holder.RECORDS, setter=Setter.PROGRAM,
               in_list=InList("followup_due_at", "承诺时限 落实时限", 12)),
)  # fmt: skip

_OTHERS = (
    FieldEntry(text_field("remark", "备注", long=True), in_list=InList("remark", "说明 其他", 24),
               placeholder=Placeholder(forms_only=True)),
    FieldEntry(flag_field("proposal_open", "提案是否同意公开", unknown=None),
               on_paper=OnPaper(words="是否公开 是否同意公开 提案公开 公开意愿 可否公开"),
               placeholder=Placeholder(forms_only=True)),
    FieldEntry(text_field("not_open_reason", "不公开原由")),
    FieldEntry(flag_field("needs_feedback", "需意见反馈")),
    FieldEntry(Field("locality", "办理规则", FieldKind.CHOICE, str, str), words="属地 适用规则 属地规则",
               in_list=InList("locality"), in_form=InForm(71)),
    FieldEntry(text_field("body", "正文", long=True), column=False,
               on_paper=OnPaper(words="提案正文 提案内容 建议内容 具体内容 主要内容 内容"),
               in_form=InForm(81, "提案正文，可以整段粘贴")),
    FieldEntry(Field("asks", "建议", FieldKind.LONG_TEXT, read_asks, _show_asks), column=False,
               placeholder=Placeholder("建议条目", forms_only=True),
               in_form=InForm(91, "每行一条具体建议，写答复时逐条对应")),
)  # fmt: skip

REGISTRY: Mapping[str, FieldEntry] = {
    entry.key: entry for entry in (*_MATTER, *_PROPOSERS, *_HANDLING, *_REPLY, *_OTHERS)
}
"""Every field by its key."""
