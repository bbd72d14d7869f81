"""Similar matters are found despite different wording."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.importing.similarity import (
    SUBJECT_THRESHOLD,
    SimilarityIndex,
    pairs_of,
    plain_subject,
    similarity,
    subject_similarity,
)

ONE_CONCERN = [
    ("关于推动生物医药孵化器建设的提案", "关于加快生物医药孵化器建设的建议"),
    ("关于优化社区养老服务设施布局的提案", "关于完善社区养老服务设施布局的建议"),
    ("关于优化社区养老服务设施布局的提案", "关于进一步优化我区社区居家养老服务设施布局的提案"),
    ("关于在中小学增设人工智能课程实验室的提案", "关于在全区中小学建设人工智能实验室的建议"),
    ("关于加强老旧小区电动自行车充电设施建设的提案", "关于推进老旧小区电动自行车充电桩建设的提案"),
    ("关于加强老旧小区电动自行车充电设施建设的提案", "关于解决老旧小区电动车充电难问题的提案"),
    ("关于完善人才公寓配套政策的提案", "关于完善人才公寓配套服务的建议"),
    ("关于完善人才公寓配套政策的提案", "关于优化我区人才公寓政策的提案"),
    ("关于缓解学校周边停车难的提案", "关于缓解中小学校周边上下学停车难问题的建议"),
    ("关于推进苏州河沿线滨水空间开放的提案", "关于进一步提升苏州河滨水空间品质的提案"),
    ("关于支持中小企业数字化转型的提案", "关于助力中小企业加快数字化转型的建议"),
    ("关于既有多层住宅加装电梯的提案", "关于加快推进既有多层住宅加装电梯工作的建议"),
]
ONE_FIELD = [
    ("关于推动生物医药孵化器建设的提案", "关于推动生物医药产业园区建设的提案"),
    ("关于优化社区养老服务设施布局的提案", "关于加强社区养老护理员队伍建设的提案"),
    ("关于在中小学增设人工智能课程实验室的提案", "关于加强中小学心理健康教育的提案"),
    ("关于加强老旧小区电动自行车充电设施建设的提案", "关于加强老旧小区加装电梯管理的提案"),
    ("关于完善人才公寓配套政策的提案", "关于完善青年人才引进政策的提案"),
    ("关于缓解学校周边停车难的提案", "关于加强学校周边食品安全监管的提案"),
    ("关于支持中小企业数字化转型的提案", "关于支持中小企业融资的提案"),
    ("关于推进垃圾分类工作的提案", "关于推进节约用水工作的提案"),
]
words = st.text(st.sampled_from("养老社区道路学校充电小人才电梯公园绿地"), min_size=4, max_size=16)


@pytest.mark.parametrize(("one", "other"), ONE_CONCERN)
def test_reworded_titles_of_one_request_are_similar(one: str, other: str) -> None:
    assert subject_similarity(one, other) >= SUBJECT_THRESHOLD


@pytest.mark.parametrize(("one", "other"), ONE_FIELD)
def test_titles_that_share_only_a_subject_area_are_not(one: str, other: str) -> None:
    assert subject_similarity(one, other) < SUBJECT_THRESHOLD


@pytest.mark.parametrize(
    "subject", ["关于修缮道路的提案", "《关于修缮道路的建议》", "修缮 道路", "关于修缮道路的意见建议"]
)
def test_fixed_words_of_a_title_do_not_count(subject: str) -> None:
    assert plain_subject(subject) == "修缮道路"


def test_a_title_of_fixed_words_only_keeps_them() -> None:
    assert plain_subject("提案") == "提案"


@given(st.lists(words, min_size=1, max_size=30), words, st.integers(0, 30))
def test_the_index_finds_the_same_as_comparing_all(texts: list[str], asked: str, later: int) -> None:
    index = SimilarityIndex(SUBJECT_THRESHOLD, enumerate(texts[later:], later))
    for place, text in enumerate(texts[:later]):
        index.add(place, text)
    found = {alike.ref for alike in index.similar(asked, limit=100)}
    pairs = pairs_of(asked)
    every = {
        place
        for place, text in enumerate(texts)
        if min(len(pairs), len(pairs_of(text))) >= 3
        and similarity(pairs, pairs_of(text)) >= SUBJECT_THRESHOLD
    }
    assert found == every


def test_the_most_similar_comes_first() -> None:
    index = SimilarityIndex(
        0.3, [("a", "老旧小区加装电梯"), ("b", "老旧小区电动自行车充电"), ("c", "社区食堂")]
    )
    assert [alike.ref for alike in index.similar("老旧小区电动自行车充电桩", limit=2)] == ["b", "a"]


# The index.
SAME = "关于修缮乡村道路桥梁的提案"


def test_of_equally_similar_texts_the_one_added_first_comes_first() -> None:
    names = [f"case{n}" for n in range(12)]
    index = SimilarityIndex(0.5, [(name, SAME) for name in names[:6]])
    for name in names[6:]:
        index.add(name, SAME)
    assert [one.ref for one in index.similar(SAME, limit=12)] == names


def test_three_texts_are_given_unless_more_are_asked_for() -> None:
    index = SimilarityIndex(0.5, [(n, SAME) for n in range(5)])
    assert [len(index.similar(SAME)), len(index.similar(SAME, 1)), len(index.similar(SAME, 9))] == [3, 1, 5]


def test_the_most_similar_text_comes_first() -> None:
    index = SimilarityIndex(
        0.3, [(1, "修缮乡村道路桥梁照明设施"), (2, "修缮乡村道路桥梁"), (3, "养老服务设施布局")]
    )
    found = index.similar("修缮乡村道路桥梁")
    assert [one.ref for one in found] == [2, 1]
    assert found[0].similarity == 1.0
    # Seven pairs, all of them among the eleven of the longer one.
    assert found[1].similarity == pytest.approx(2 * 7 / (7 + 11))


def test_the_threshold_itself_is_similar_enough() -> None:
    half = SimilarityIndex(0.5, [(1, "甲乙丙丁戊")])
    # Four pairs each, two in common: exactly one half.
    assert [one.similarity for one in half.similar("甲乙丙己庚")] == [0.5]
    assert SimilarityIndex(0.51, [(1, "甲乙丙丁戊")]).similar("甲乙丙己庚") == ()


def test_texts_of_fewer_than_three_pairs_are_not_compared() -> None:
    index = SimilarityIndex(0.5, [(1, "甲乙丙"), (2, "甲乙丙丁")])
    assert [one.ref for one in index.similar("甲乙丙丁")] == [2]
    assert index.similar("甲乙丙") == ()


def test_a_text_added_again_replaces_its_earlier_wording() -> None:
    index = SimilarityIndex(0.5, [(1, SAME)])
    index.add(1, "养老服务设施布局规划")
    assert index.similar(SAME) == ()
    assert [one.ref for one in index.similar("养老服务设施布局规划")] == [1]


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("修缮道路", {"修缮", "缮道", "道路"}),
        ("关于加强道路建设工作", {"道路"}),
        ("道路，桥梁", {"道路", "桥梁"}),
        ("甲", {"甲"}),
        ("", set()),
    ],
)
def test_pairs_leave_out_marks_and_the_words_of_all_titles(text: str, pairs: set[str]) -> None:
    assert pairs_of(text) == pairs


def test_the_coefficient_is_twice_the_common_pairs_by_all_pairs() -> None:
    assert similarity(frozenset("ab"), frozenset("bcd")) == 0.4
    assert similarity(frozenset("ab"), frozenset()) == similarity(frozenset(), frozenset("ab")) == 0.0
    assert subject_similarity("关于甲的提案", "甲") == 1.0
    assert subject_similarity("", "") == 0.0
