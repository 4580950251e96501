"""Publish the figures that indexed securities and market prices follow, as far as market/data has them."""

from datetime import date

from market.announcement import unix_day
from market.consumer_prices import consumer_prices
from market.par_yields import par_yields
from scripts.auctions import index_bills
from scripts.deploy import System
from scripts.settings import Settings


def publish_consumer_prices(system: System, settings: Settings, first: date, last: date) -> None:
    """The index of every month that begins between the two days."""
    publisher = {"from": settings.rate_publisher}
    for price in consumer_prices():
        if first <= price.month <= last:
            system.index_board.publishCpi(price.number, price.index, publisher)


def publish_index_rates(system: System, settings: Settings, first: date, last: date) -> None:
    """The index rate of every 13-week bill known to be auctioned between the two days."""
    publisher = {"from": settings.rate_publisher}
    for bill in index_bills().known():
        if first <= bill.auction_date <= last:
            auctioned = unix_day(bill.auction_date), bill.high_rate, bill.days_to_maturity
            system.index_board.publishBillAuction(*auctioned, publisher)


def publish_par_yields(system: System, settings: Settings, first: date, last: date) -> None:
    """The par yields of every day between the two on which the Treasury has published them."""
    publisher = {"from": settings.rate_publisher}
    for curve in par_yields():
        if first <= curve.date <= last:
            system.rate_board.publish(unix_day(curve.date), curve.yields, publisher)
