"""Judgement tables: areas and grades as printed."""
