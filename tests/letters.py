"""Invented cases and replies for the tests of typesetting and documents. Places, units and persons are made up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from desktop.documents.templates.template_library import TemplateLibrary, load_library
from desktop.domain.case.case import Case, HandlingRole, Level, MatterType, Proposer, ProposerKind
from desktop.domain.case.disclosure import Disclosure
from desktop.domain.case.reply import Reply, ReplyFields, Section
from desktop.domain.rules.locality import Locality
from desktop.typesetting.model.block import Block, PrintedDocument
from desktop.typesetting.words.compose import compose

TEMPLATES = Path(__file__).parents[1] / "templates"
LAYOUTS = ("gbt9704", "gbt9704-letter", "gbt9704-general", "district-plain")


@cache
def library() -> TemplateLibrary:
    return load_library(TEMPLATES)


def locality() -> Locality:
    return library().localities["shanghai-changning"]


CASE = Case(
    id=7,
    region="澄江区",
    term=9,
    session=2,
    number="046",
    subject="关于推进澄江区社区嵌入式养老服务高质量发展的建议",
    proposers=(Proposer("林知遥"),),
    section="养老服务科",
    officer="周衡",
    leader="顾文澜",
    lead_unit="澄江区民政局",
    co_units=("澄江区卫生健康委员会", "澄江区规划和自然资源局"),
    assigned_at=date(2025, 2, 17),
)

FIELDS = ReplyFields(
    handling_result="adopted",
    signer="顾文澜",
    issuer="澄江区民政局",
    issue_date=date(2025, 4, 9),
    disclosure=Disclosure.PROACTIVE,
    document_number="澄民提复〔2025〕6号",
    contact_person="周衡",
    contact_phone="021-62001234",
    copies_to=("区政协提案委员会", "区政府办公室", "区卫生健康委员会", "区规划和自然资源局"),
)

OPENING = """\
在区政协九届二次会议上，您针对关于推进澄江区社区嵌入式养老服务高质量发展的问题提出了建议，您提到了社区养老设施“建得多、用得少”、\
助餐点分布不均、认知障碍照护床位不足等问题，并从设施布局、医养结合、队伍建设三个方面给出了具体建议，对我区完善养老服务体系有着重要的指导意义。"""

OVERVIEW = """\
一、对本提案的办理概述
提案交办后，我局高度重视，由分管领导顾文澜牵头，养老服务科具体承办，于3月6日到您单位走访，当面听取意见；3月18日会同区卫生健康委、\
区规划和自然资源局召开座谈会，请您和3位居民代表实地察看了清河街道综合为老服务中心、柳湾居民区助餐点，逐条研究了提案所提的建议。
社区嵌入式养老是以社区为载体、以资源嵌入和功能融合为主要方式，让老年人在熟悉的环境中就近享受专业服务的养老模式。截至2024年底，\
全区户籍人口41.6万人，其中60岁以上老年人15.2万人，占36.5%；80岁以上2.7万人。老龄化程度高、高龄独居老人多、\
中心城区空间紧，决定了我区必须走小规模、多功能、嵌入式的路子。
按照《澄江区养老服务设施布局专项规划（2021—2035年）》和《关于加快推进社区嵌入式养老服务的实施意见》（澄府规〔2023〕4号）要求，\
我区提出到2026年实现“街道有中心、片区有站点、居民区有服务”，把养老服务送到老年人家门口。"""

ANSWER = """\
二、对提案建议的答复
（一）关于优化设施布局的建议
您提出的按步行15分钟半径优化设施布局的建议，我们已予采纳。2024年，我局会同区规划和自然资源局对全区10个街道、186个居民区逐一摸底，\
查明社区养老设施82处，其中综合为老服务中心14处、日间照护中心23处、助餐点45处。摸底发现，柳湾、石门2个片区没有日间照护中心，\
东部3个街道的助餐点平均服务半径超过1200米。针对这些空白点，我们编制了《社区养老设施补短板清单》，明确新建8处、改建13处，\
共需资金3260万元，已列入2025年区政府实事项目。截至3月底，柳湾片区日间照护中心主体工程已经完工，设床位30张，预计6月投入使用；\
石门片区利用原粮油门市部改建，正在办理房屋划转手续。
（二）关于推进医养结合的建议
一是建立签约服务机制。14处综合为老服务中心全部与社区卫生服务中心签订合作协议，家庭医生每周到中心坐诊不少于2次，2024年累计服务4.3万人次。\
二是增设认知障碍照护床位。对现有养老机构实施改造，新增认知障碍照护床位120张，全区达到386张，每千名老年人拥有2.5张。\
三是推行“一键呼叫”。为1.1万名80岁以上独居老人免费安装“安心铃”，与区120急救分站联网，平均响应时间由18分钟缩短到9分钟，\
全年处置紧急求助672次。
您提到的医保费用在养老机构直接结算问题，属于市医疗保障部门的职责。我们已会同区卫生健康委向市有关部门反映，目前3家养老机构内设医务室\
纳入了医保联网结算试点，其余机构的开通时间，将按全市统一安排执行。
（三）关于加强护理队伍建设的建议
您指出护理员“招不来、留不住”的问题确实存在。2024年底，全区养老护理员1480人，平均年龄52岁，持证率83%，一年内流失率达到21%，\
主要原因是劳动强度大、收入偏低、社会认同不足。为此，我们采取了以下做法：
1.提高待遇。落实护理员岗位补贴，按技能等级每月发放200元至1200元，2024年共发放奖补资金916万元；评选“最美护理员”20名。
2.加强培训。依托澄江职业技术学院建立实训基地，全年开展初级、中级、高级培训26期，1100人次参加，其中取得高级工以上证书64人。
3.引入技术。在6家养老机构试用智能床垫、移位机器人和AI跌倒监测系统（CareEye 2.0），夜间巡视工作量减少约三成。"""

NEXT = """\
（四）下一步举措
1.加快补短板项目建设。由我局牵头、区规划和自然资源局配合，2025年6月底前完成柳湾片区日间照护中心，10月底前完成石门片区改建项目，\
2026年底前全面完成21处新建改建任务。工程进度按季度在区政府网站公布，接受监督。
2.完善助餐服务网络。推广“中央厨房+社区食堂+送餐到户”模式，2025年新增社区食堂4家、助餐点12处，对行动不便老人的送餐费用给予每单3元补贴，\
让老年人吃得上、吃得好、吃得起。
3.做实医养协同。会同区卫生健康委修订《社区医养结合服务规范（试行）》，一是明确转诊绿色通道；二是统一健康档案；三是建立联席会议制度，\
每半年会商一次，及时研究解决床位、用药和结算中的问题。
4.稳定护理队伍。研究把护理员纳入区紧缺人才目录，在公共租赁住房配租中予以优先，力争到2026年底持证率达到95%，一年内流失率降到12%以下。"""

THANKS = "感谢您对我区养老服务工作的关心和支持，欢迎继续提出宝贵意见。"

SECTIONS = (
    Section("greeting", "您好！"),
    Section("opening", OPENING),
    Section("overview", OVERVIEW),
    Section("answer", ANSWER),
    Section("next_steps", NEXT),
    Section("thanks", THANKS),
)
REPLY = Reply(id=3, case_id=7, template="district-cppcc", fields=FIELDS, sections=SECTIONS)

SUGGESTION = replace(
    CASE,
    id=8,
    matter_type=MatterType.NPC_SUGGESTION,
    term=17,
    session=4,
    number="112",
    proposers=(Proposer("许见川"), Proposer("何云岫")),
)
NATIONAL = replace(CASE, id=9, level=Level.NATIONAL, region="", term=14, session=2, number="01234")
CO_HANDLED = replace(CASE, id=10, handling_role=HandlingRole.CO_HANDLING, lead_unit="澄江区卫生健康委员会")
GROUP = replace(CASE, id=11, number="003", proposers=(Proposer("民盟澄江区委", ProposerKind.GROUP),))


def letter(
    layout: str = "gbt9704",
    template: str = "district-cppcc",
    case: Case = CASE,
    reply: Reply = REPLY,
    *,
    place: str = "shanghai-changning",
    public: bool = False,
    **fields: object,
) -> PrintedDocument:
    """The invented reply composed; `fields` change facts of the letter."""
    changed = replace(reply, fields=replace(reply.fields, **fields))  # type: ignore[arg-type]
    known = library()
    return compose(
        case, changed, known.replies[template], known.layouts[layout], known.localities[place], public=public
    )


def reply_saying(text: str, key: str = "answer") -> Reply:
    """The invented reply with one section of that text only."""
    return replace(REPLY, sections=(Section(key, text),))


def blocks_of(printed: PrintedDocument, style: str) -> list[Block]:
    return [block for block in printed.blocks if isinstance(block, Block) and block.style == style]


def words_of(printed: PrintedDocument, style: str) -> list[str]:
    return [block.text for block in blocks_of(printed, style) if block.runs]
