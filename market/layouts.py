"""The two forms in which the Treasury publishes auctions: which column holds which field."""

from dataclasses import dataclass

from market import readers as read
from market.record import Cell, cell


@dataclass(frozen=True)
class Layout:
    announcement: dict[str, Cell]
    result: dict[str, Cell]

    def columns(self) -> list[str]:
        """Every column a file of this form must have."""
        cells = [*self.announcement.values(), *self.result.values()]
        return [name for place in cells for column in place.columns for name in column.split("|")]


# One row a security, as the Treasury's auction query gives it.
QUERY = Layout(
    announcement={
        "cusip": cell(read.words, "cusip"),
        "announced_cusip": cell(read.words, "announcedCusip"),
        "security_type": cell(read.words, "type"),
        "term": cell(read.words, "securityTerm"),
        "is_cash_management_bill": cell(read.yes, "cashManagementBillCMB"),
        "is_reopening": cell(read.yes, "reopening"),
        "interest_rate": cell(read.known_interest_rate, "interestRate", "reopening", "announcedCusip"),
        "announcement_date": cell(read.day, "announcementDate"),
        "auction_date": cell(read.day, "auctionDate"),
        "issue_date": cell(read.day, "issueDate"),
        "maturity_date": cell(read.day, "maturityDate"),
        "dated_date": cell(read.day, "datedDate"),
        "original_dated_date": cell(read.day, "originalDatedDate"),
        "original_issue_date": cell(read.day, "originalIssueDate"),
        "first_interest_payment_date": cell(read.day, "firstInterestPaymentDate"),
        "noncompetitive_closing": cell(read.eastern, "closingTimeNoncompetitive", "auctionDate"),
        "competitive_closing": cell(read.eastern, "closingTimeCompetitive", "auctionDate"),
        "offering": cell(read.dollars, "offeringAmount"),
        "currently_outstanding": cell(read.dollars, "currentlyOutstanding"),
        "minimum_bid": cell(read.dollars, "minimumBidAmount"),
        "maximum_noncompetitive_award": cell(read.dollars, "maximumNoncompetitiveAward"),
        "maximum_competitive_award": cell(read.dollars, "maximumCompetitiveAward"),
        "rate_increment": cell(read.rate_increment, "type"),
        "ref_cpi_on_issue_date": cell(read.index, "refCpiOnIssueDate"),
        "ref_cpi_on_dated_date": cell(read.index, "refCpiOnDatedDate"),
        "index_ratio": cell(read.index, "indexRatioOnIssueDate"),
    },
    result={
        "high_rate": cell(read.rate, "highDiscountRate|highYield|highDiscountMargin"),
        "median_rate": cell(
            read.rate, "averageMedianDiscountRate|averageMedianYield|averageMedianDiscountMargin"
        ),
        "low_rate": cell(read.rate, "lowDiscountRate|lowYield|lowDiscountMargin"),
        "price": cell(read.price, "pricePer100"),
        "interest_rate": cell(read.rate, "interestRate"),
        "investment_rate": cell(read.rate, "highInvestmentRate"),
        "accrued_interest": cell(
            read.accrued_interest, "adjustedAccruedInterestPer1000|accruedInterestPer1000", "floatingRate"
        ),
        "allotted_at_high": cell(read.hundredths, "allocationPercentage"),
        "bid_to_cover": cell(read.hundredths, "bidToCoverRatio"),
        "unadjusted_price": cell(read.price, "unadjustedPrice"),
        "unadjusted_accrued_interest": cell(
            read.accrued_interest, "unadjustedAccruedInterestPer1000", "floatingRate"
        ),
        "spread": cell(read.rate, "spread"),
        "index_auction_date": cell(read.day, "frnIndexDeterminationDate"),
        "index_high_rate": cell(read.rate, "frnIndexDeterminationRate"),
        "floating_accrued_interest": cell(
            read.floating_accrued_interest, "accruedInterestPer100", "floatingRate"
        ),
        "primary_dealer_tendered": cell(read.dollars, "primaryDealerTendered"),
        "primary_dealer_accepted": cell(read.dollars, "primaryDealerAccepted"),
        "direct_tendered": cell(read.dollars, "directBidderTendered"),
        "direct_accepted": cell(read.dollars, "directBidderAccepted"),
        "indirect_tendered": cell(read.dollars, "indirectBidderTendered"),
        "indirect_accepted": cell(read.dollars, "indirectBidderAccepted"),
        "competitive_tendered": cell(read.dollars, "competitiveTendered"),
        "competitive_accepted": cell(read.dollars, "competitiveAccepted"),
        "noncompetitive_tendered": cell(read.dollars, "noncompetitiveAccepted"),
        "noncompetitive_accepted": cell(read.dollars, "noncompetitiveAccepted"),
        "fima_tendered": cell(read.dollars, "fimaNoncompetitiveTendered"),
        "fima_accepted": cell(read.dollars, "fimaNoncompetitiveAccepted"),
        "soma_tendered": cell(read.dollars, "somaTendered"),
        "soma_accepted": cell(read.dollars, "somaAccepted"),
        "total_tendered": cell(read.dollars, "totalTendered"),
        "total_accepted": cell(read.dollars, "totalAccepted"),
    },
)

# One row a pair of press releases, announcement and result.
RELEASES = Layout(
    announcement={
        "cusip": cell(read.words, "Ann.CUSIP"),
        "announced_cusip": cell(read.words, "Ann.AnnouncedCUSIP"),
        "security_type": cell(
            read.security_type, "Ann.SecurityType", "Ann.InflationIndexSecurity", "Ann.FloatingRate"
        ),
        "term": cell(read.term, "Ann.SecurityTermWeekYear", "Ann.SecurityTermDayMonth"),
        "is_cash_management_bill": cell(read.is_cash_management_bill, "Ann.SecurityTermWeekYear"),
        "is_reopening": cell(read.yes, "Ann.ReOpeningIndicator"),
        "interest_rate": cell(read.rate, "Ann.InterestRate"),
        "announcement_date": cell(read.day, "Ann.AnnouncementDate"),
        "auction_date": cell(read.day, "Ann.AuctionDate"),
        "issue_date": cell(read.day, "Ann.IssueDate"),
        "maturity_date": cell(read.day, "Ann.MaturityDate"),
        "dated_date": cell(read.day, "Ann.DatedDate"),
        "original_dated_date": cell(read.day, "Ann.OriginalDatedDate"),
        "original_issue_date": cell(read.day, "Ann.OriginalIssueDate"),
        "first_interest_payment_date": cell(read.day, "Ann.FirstInterestPaymentDate"),
        "noncompetitive_closing": cell(read.eastern, "Ann.NonCompetitiveClosingTime", "Ann.AuctionDate"),
        "competitive_closing": cell(read.eastern, "Ann.CompetitiveClosingTime", "Ann.AuctionDate"),
        "offering": cell(read.billions_of_dollars, "Ann.OfferingAmount"),
        "currently_outstanding": cell(read.dollars, "Ann.CurrentlyOutstanding"),
        "minimum_bid": cell(read.dollars, "Ann.MinBidAmount"),
        "maximum_noncompetitive_award": cell(read.dollars, "Ann.MaximumNonCompAward"),
        "maximum_competitive_award": cell(read.dollars, "Ann.MaxAward"),
        "rate_increment": cell(read.rate, "Ann.CompetitiveBidIncrement"),
        "ref_cpi_on_issue_date": cell(read.index, "Ann.RefCPIIssueDate"),
        "ref_cpi_on_dated_date": cell(read.index, "Ann.RefCPIDatedDate"),
        "index_ratio": cell(read.index, "Ann.IndexRatioOnIssueDate"),
    },
    result={
        "high_rate": cell(read.rate, "Res.HighDiscountRate|Res.HighYield|Res.HighDiscountMargin"),
        "median_rate": cell(read.rate, "Res.MedianDiscountRate|Res.MedianYield|Res.MedianDiscountMargin"),
        "low_rate": cell(read.rate, "Res.LowDiscountRate|Res.LowYield|Res.LowDiscountMargin"),
        "price": cell(read.price, "Res.HighPrice"),
        "interest_rate": cell(read.rate, "Res.InterestRate"),
        "investment_rate": cell(read.rate, "Res.InvestmentRate"),
        "accrued_interest": cell(
            read.accrued_interest, "Res.AdjustedAccruedInterest|Res.AccruedInterest", "Ann.FloatingRate"
        ),
        "allotted_at_high": cell(read.hundredths, "Res.HighAllocationPercentage"),
        "bid_to_cover": cell(read.hundredths, "Res.BidToCoverRatio"),
        "unadjusted_price": cell(read.price, "Res.UnadjustedPrice"),
        "unadjusted_accrued_interest": cell(
            read.accrued_interest, "Res.UnadjustedAccruedInterest", "Ann.FloatingRate"
        ),
        "spread": cell(read.rate, "Res.Spread"),
        "index_auction_date": cell(read.day, "Res.FRNIndexDeterminationDate"),
        "index_high_rate": cell(read.rate, "Res.FRNIndexDeterminationRate"),
        "floating_accrued_interest": cell(
            read.floating_accrued_interest, "Res.AccruedInterest", "Ann.FloatingRate"
        ),
        "primary_dealer_tendered": cell(read.dollars, "Res.PrimaryDealerTendered"),
        "primary_dealer_accepted": cell(read.dollars, "Res.PrimaryDealerAccepted"),
        "direct_tendered": cell(read.dollars, "Res.DirectBidderTendered"),
        "direct_accepted": cell(read.dollars, "Res.DirectBidderAccepted"),
        "indirect_tendered": cell(read.dollars, "Res.IndirectBidderTendered"),
        "indirect_accepted": cell(read.dollars, "Res.IndirectBidderAccepted"),
        "competitive_tendered": cell(read.dollars, "Res.CompetitiveTendered"),
        "competitive_accepted": cell(read.dollars, "Res.CompetitiveAccepted"),
        "noncompetitive_tendered": cell(read.dollars, "Res.NonCompetitiveAccepted"),
        "noncompetitive_accepted": cell(read.dollars, "Res.NonCompetitiveAccepted"),
        "fima_tendered": cell(read.dollars, "Res.FIMATendered"),
        "fima_accepted": cell(read.dollars, "Res.FIMAAccepted"),
        "soma_tendered": cell(read.dollars, "Res.SOMATendered"),
        "soma_accepted": cell(read.dollars, "Res.SOMAAccepted"),
        "total_tendered": cell(read.dollars, "Res.TotalTendered"),
        "total_accepted": cell(read.dollars, "Res.TotalAccepted"),
    },
)
