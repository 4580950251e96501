"""
load
├── reads ladders and noncompetitive bids of several bidders and auctions, exactly
├── reads the same from CSV and JSON
├── refuses each wrong cell in one sentence, all of them at once
├── refuses bids that cannot stand together
├── refuses a ladder that one transaction could not open
└── refuses a file that it cannot read
"""

import pytest

from market.bid_file import MOST_RUNGS, load

HEADER = "auction,account,rate,par,netLongPosition\n"
ALICE, BOB = "0x" + "aa" * 20, "0x" + "bb" * 20
CSV = f"""{HEADER}912796WS4,{ALICE},1.495,50000,
912796WS4,{ALICE},1.490,100000,2000
912828YS3,{ALICE},noncompetitive,10000,
7,{BOB},-0.1,100,
"""
JSON = f"""[
{{"auction": "912796WS4", "account": "{ALICE}", "netLongPosition": 2000,
  "competitive": [{{"rate": 1.495, "par": 50000}}, {{"rate": "1.490", "par": "100000"}}]}},
{{"auction": "912828YS3", "account": "{ALICE}", "noncompetitive": 10000}},
{{"auction": 7, "account": "{BOB}", "competitive": [{{"rate": -0.1, "par": 100}}]}}
]"""


@pytest.fixture
def written(tmp_path):
    def write(text, name="bids.csv"):
        path = tmp_path / name
        path.write_text(text)
        return path

    return write


def sentences(path):
    return [str(refusal) for refusal in load(path)[1]]


def bids(path):
    found, refusals = load(path)
    assert refusals == ()
    return [
        (bid.auction, bid.account, [(rung.rate, rung.units) for rung in bid.rungs], bid.noncompetitive)
        for bid in found
    ]


def test_reads_ladders_and_noncompetitive_bids(written):
    assert bids(written(CSV)) == [
        ("912796WS4", ALICE, [(1_490, 1_000), (1_495, 500)], None),
        ("912828YS3", ALICE, [], 100),
        ("7", BOB, [(-100, 1)], None),
    ]


def test_reads_one_net_long_position_for_a_ladder(written):
    found, _ = load(written(CSV))

    assert [bid.net_long_position for bid in found] == [20, 0, 0]
    assert [bid.units for bid in found] == [1_500, 100, 1]


def test_reads_the_same_from_json(written):
    assert bids(written(JSON, "bids.json")) == bids(written(CSV))


def test_account_and_position_may_be_left_out(written):
    assert bids(written("rate,auction,par\n1.490,912796WS4,100\n")) == [
        ("912796WS4", None, [(1_490, 1)], None)
    ]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (
            "912796WS5,,1.49,100,",
            "auction 912796WS5 is neither a CUSIP with a right check digit nor the number",
        ),
        (",,1.49,100,", "auction is empty."),
        ("7,alice,1.49,100,", "account alice is not the address of an account."),
        ("7,,1.4905,100,", "rate 1.4905 is not a multiple of 0.001 %."),
        ("7,,,100,", "rate is empty."),
        ("7,,1e0,100,", "rate 1e0 is not a number."),
        ("7,,1.49,150,", "par 150 is not a multiple of $100."),
        ("7,,1.49,,", "par is empty."),
        ("7,,1.49,0,", "par 0 is not more than nothing."),
        ("7,,1.49,-5,", "par -5 is not more than nothing."),
        ("7,,1.49,much,", "par much is not a number."),
        ("7,,1.49,100,-5", "netLongPosition -5 is less than nothing."),
        ("7,,1.49,100,-100", "netLongPosition -100 is less than nothing."),
        ("7,,1.49,100", "the row has 4 cells, the header has 5."),
    ],
)
def test_refuses_a_wrong_cell(written, line, why):
    (sentence,) = sentences(written(f"{HEADER}{line}\n"))

    assert sentence.startswith(f"bids.csv line 2: {why}")


def test_lists_every_refusal(written):
    assert sentences(written(f"{HEADER}7,,1.4905,150,\n7,,1.490,100,\n912796WS5,,,100,\n")) == [
        "bids.csv line 2: rate 1.4905 is not a multiple of 0.001 %.",
        "bids.csv line 2: par 150 is not a multiple of $100.",
        "bids.csv line 4: auction 912796WS5 is neither a CUSIP with a right check digit nor the number of "
        "an auction.",
        "bids.csv line 4: rate is empty.",
    ]


def test_refuses_more_rates_than_one_transaction_can_open(written):
    lines = "".join(f"7,,{rank / 1000:.3f},100,\n" for rank in range(MOST_RUNGS + 1))

    assert sentences(written(f"{HEADER}7,,9.000,100,\n{lines}")) == [
        "bids.csv line 2: 502 rates are bid for 7, and one transaction opens at most 500."
    ]
    assert sentences(written(f"{HEADER}{lines.partition(chr(10))[2]}")) == []


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ("7,,1.490,100,\n7,,1.490,200,", "rate 1.490 was bid for 7 already."),
        (
            "7,,1.490,100,\n7,,noncompetitive,200,",
            "there is another bid for 7, and a noncompetitive bid stands",
        ),
        ("7,,noncompetitive,100,\n7,,noncompetitive,200,", "there is another bid for 7"),
        ("7,,1.490,100,100\n7,,1.495,100,200", "netLongPosition is another than above."),
    ],
)
def test_refuses_what_cannot_stand_together(written, lines, why):
    (sentence,) = sentences(written(f"{HEADER}{lines}\n"))

    assert sentence.startswith(f"bids.csv line 3: {why}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["the column auction is missing", "the column rate is missing", "the column par is missing"]),
        ("auction,rate,par,price\n", ["the column 'price' is none of auction, account, rate, par"]),
        ("auction,rate,par,par\n", ["the column par is there twice"]),
        (HEADER, ["there is no bid in it"]),
    ],
)
def test_refuses_a_wrong_header(written, text, expected):
    for sentence, why in zip(sentences(written(text)), expected, strict=True):
        assert why in sentence


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[{", "bids.json line 1: this is not JSON: Expecting property name enclosed in double quotes."),
        ('{"auction": 3}', "bids.json: this is not a list of bids, in square brackets."),
        ("[3]", "bids.json bid 1: this is not a bid, in braces."),
        (
            '[{"auction": 3}]',
            "bids.json bid 1: competitive and noncompetitive are both missing or empty.",
        ),
        ('[{"auction": "7", "noncompetitive": ""}]', "bids.json bid 1: par is empty."),
        (
            '[{"auction": true, "noncompetitive": 100}]',
            "bids.json bid 1: auction is neither a number nor text.",
        ),
        ('[{"noncompetitive": 100}]', "bids.json bid 1: auction is missing."),
        ('[{"auction": "7", "price": 3}]', "bids.json bid 1: price is no field of a bid."),
        (
            '[{"auction": "7", "competitive": 3}]',
            "bids.json bid 1: competitive is not a list, in square brackets.",
        ),
        ('[{"auction": "7", "competitive": [3]}]', "bids.json bid 1 rung 1: this is not a bid, in braces."),
        ('[{"auction": "7", "competitive": [{"rate": 1}]}]', "bids.json bid 1 rung 1: par is missing."),
        ('[{"auction": "7", "noncompetitive": -5}]', "bids.json bid 1: par -5 is not more than nothing."),
        (
            '[{"auction": "7", "competitive": [{"rate": 1.4905, "par": 100}]}]',
            "bids.json bid 1 rung 1: rate 1.4905 is not a multiple of 0.001 %.",
        ),
    ],
)
def test_refuses_wrong_json(written, text, sentence):
    assert sentences(written(text, "bids.json")) == [sentence]


def test_refuses_a_file_that_is_not_there(tmp_path):
    (sentence,) = sentences(tmp_path / "bids.csv")

    assert sentence.endswith("bids.csv cannot be read: No such file or directory.")
