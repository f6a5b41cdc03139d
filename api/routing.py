"""Every JSON route and every page of the application, subject by subject.

Each kind shares one router: registered one by one, two handlers of one path are wrapped twice for the thread pool
(Litestar 2.25) and the first of them answers with a coroutine.
"""

from litestar import Router

from api.accounts.pages import PAGES as ACCOUNT_PAGES
from api.accounts.routes import ROUTES as ACCOUNTS
from api.adverts.edit_pages import PAGES as EDIT_PAGES
from api.adverts.pages import PAGES as ADVERT_PAGES
from api.adverts.suitable_pages import PAGES as SUITABLE_DRAFT_PAGES
from api.applications.apply_pages import PAGES as APPLY_PAGES
from api.applications.pages import PAGES as APPLICATION_PAGES
from api.candidates.interview_pages import PAGES as INTERVIEW_PAGES
from api.candidates.pages import PAGES as CANDIDATE_PAGES
from api.candidates.person_pages import PAGES as PERSON_PAGES
from api.candidates.suitable_pages import PAGES as SUITABLE_PAGES
from api.chances.pages import PAGES as CHANCE_PAGES
from api.chances.routes import ROUTES as CHANCES
from api.complaints.inquiry_pages import PAGES as INQUIRY_PAGES
from api.complaints.pages import PAGES as COMPLAIN_PAGES
from api.complaints.staff_pages import PAGES as COMPLAINT_DESK
from api.display.pages import PAGES as DISPLAY_PAGES
from api.duplicates.pages import PAGES as DUPLICATE_PAGES
from api.employers.pages import PAGES as EMPLOYER_PAGES
from api.employers.profile_pages import PAGES as PROFILE_PAGES
from api.employers.routes import ROUTES as EMPLOYERS
from api.files.employer_pages import PAGES as EMPLOYER_FILE_PAGES
from api.files.list_pages import PAGES as LIST_PAGES
from api.files.registering import PAGES as REGISTERING_PAGES
from api.files.vacancy_pages import PAGES as VACANCY_FILE_PAGES
from api.files.worker_pages import PAGES as WORKER_FILE_PAGES
from api.imports.pages import PAGES as IMPORT_PAGES
from api.imports.routes import ROUTES as IMPORTS
from api.key_ledger.firm_pages import PAGES as KEY_FIRM_PAGES
from api.key_ledger.pages import PAGES as KEY_LEDGER_PAGES
from api.layout import static_files
from api.lent_people.answer_for_pages import PAGES as SWAP_ANSWER_FOR_PAGES
from api.lent_people.answer_routes import ROUTES as SWAP_ANSWERS
from api.lent_people.ending_contracts import PAGES as SWAP_CONTRACT_PAGES
from api.lent_people.my_answers import PAGES as MY_SWAP_ANSWERS
from api.lent_people.my_pages import PAGES as MY_SWAP_PAGES
from api.lent_people.naming_pages import PAGES as SWAP_NAMING_PAGES
from api.lent_people.people_pages import PAGES as SWAP_PEOPLE_PAGES
from api.lent_people.people_routes import ROUTES as SWAP_PEOPLE
from api.lent_people.person_pages import PAGES as SWAP_PERSON_PAGES
from api.lent_people.spoken_routes import ROUTES as SWAP_SPOKEN
from api.lent_people.stated_routes import ROUTES as SWAP_STATED
from api.lookup.pages import PAGES as LOOKUP_PAGES
from api.matching.change_pages import PAGES as CHANGE_PAGES
from api.matching.pages import PAGES as MATCHING_PAGES
from api.matching.routes import ROUTES as MATCHING
from api.matching.taking_pages import PAGES as TAKING_PAGES
from api.needs.pages import PAGES as NEED_PAGES
from api.reference.routes import ROUTES as REFERENCE
from api.referrals.pages import PAGES as REFERRAL_PAGES
from api.referrals.routes import ROUTES as REFERRALS
from api.registrations.pages import PAGES as REGISTRATION_PAGES
from api.registrations.staff_pages import PAGES as REGISTRATION_DESK
from api.reports.routes import ROUTES as REPORTS
from api.reviews.pages import PAGES as REVIEW_PAGES
from api.searches.pages import PAGES as SEARCH_PAGES
from api.staff.overdue_pages import PAGES as OVERDUE_PAGES
from api.staff.pages import PAGES as STAFF_PAGES
from api.staff.street_pages import PAGES as STREET_PAGES
from api.staff.unfiled_pages import PAGES as UNFILED_PAGES
from api.styleguide.pages import PAGES as STYLEGUIDE_PAGES
from api.swap_gaps.pages import PAGES as SWAP_GAP_PAGES
from api.swap_needs.pages import PAGES as SWAP_NEED_PAGES
from api.swap_needs.routes import ROUTES as SWAP_NEEDS
from api.swap_offers.pages import PAGES as SWAP_OFFER_PAGES
from api.swap_offers.routes import ROUTES as SWAP_OFFERS
from api.swap_offers.shutdown_pages import PAGES as SHUTDOWN_PAGES
from api.swap_papers.pages import PAGES as SWAP_PAPERS
from api.swap_plans.pages import PAGES as SWAP_PLAN_PAGES
from api.swap_plans.result_pages import PAGES as SWAP_PLAN_RESULT_PAGES
from api.swap_plans.routes import ROUTES as SWAP_PLANS
from api.swap_settlements.month_pages import PAGES as SETTLEMENT_MONTHS
from api.swap_settlements.pages import PAGES as SETTLEMENTS
from api.swap_settlements.routes import ROUTES as SWAP_SETTLEMENTS
from api.swaps.life import PAGES as SWAP_PAGES
from api.swaps.life import ROUTES as SWAPS
from api.vacancies.detail_pages import PAGES as DETAIL_PAGES
from api.vacancies.near_pages import PAGES as NEAR_PAGES
from api.vacancies.pages import PAGES as VACANCY_PAGES
from api.vacancies.ranking_page import PAGES as RANKING_PAGES
from api.vacancies.recount_pages import PAGES as RECOUNT_PAGES
from api.vacancies.routes import ROUTES as VACANCIES
from api.vacancies.share_pages import PAGES as SHARE_PAGES
from api.workers.code_pages import PAGES as CODE_PAGES
from api.workers.consent_pages import PAGES as CONSENT_PAGES
from api.workers.data_pages import PAGES as DATA_PAGES
from api.workers.own_file_pages import PAGES as OWN_FILE_PAGES
from api.workers.pages import PAGES as WORKER_PAGES
from api.workers.routes import ROUTES as WORKERS

ROUTES = Router(
    "/",
    route_handlers=[
        *ACCOUNTS,
        *VACANCIES,
        *EMPLOYERS,
        *WORKERS,
        *REFERRALS,
        *MATCHING,
        *CHANCES,
        *IMPORTS,
        *REPORTS,
        *SWAP_PLANS,
        *SWAPS,
        *SWAP_PEOPLE,
        *SWAP_STATED,
        *SWAP_SPOKEN,
        *SWAP_SETTLEMENTS,
        *REFERENCE,
        *SWAP_OFFERS,
        *SWAP_NEEDS,
        *SWAP_ANSWERS,
    ],
)

PAGES = Router(
    "/",
    route_handlers=[
        *VACANCY_PAGES,
        *DETAIL_PAGES,
        *NEAR_PAGES,
        *RANKING_PAGES,
        *SHARE_PAGES,
        *SEARCH_PAGES,
        *RECOUNT_PAGES,
        *ACCOUNT_PAGES,
        *STAFF_PAGES,
        *IMPORT_PAGES,
        *MATCHING_PAGES,
        *CHANGE_PAGES,
        *CHANCE_PAGES,
        *EMPLOYER_PAGES,
        *PROFILE_PAGES,
        *CANDIDATE_PAGES,
        *SUITABLE_PAGES,
        *INTERVIEW_PAGES,
        *PERSON_PAGES,
        *APPLY_PAGES,
        *APPLICATION_PAGES,
        *WORKER_PAGES,
        *OWN_FILE_PAGES,
        *CONSENT_PAGES,
        *DATA_PAGES,
        *CODE_PAGES,
        *NEED_PAGES,
        *REFERRAL_PAGES,
        *OVERDUE_PAGES,
        *STREET_PAGES,
        *UNFILED_PAGES,
        *TAKING_PAGES,
        *REGISTRATION_PAGES,
        *REGISTRATION_DESK,
        *ADVERT_PAGES,
        *SUITABLE_DRAFT_PAGES,
        *EDIT_PAGES,
        *REVIEW_PAGES,
        *COMPLAIN_PAGES,
        *COMPLAINT_DESK,
        *INQUIRY_PAGES,
        *DUPLICATE_PAGES,
        *LOOKUP_PAGES,
        *LIST_PAGES,
        *REGISTERING_PAGES,
        *WORKER_FILE_PAGES,
        *EMPLOYER_FILE_PAGES,
        *VACANCY_FILE_PAGES,
        *DISPLAY_PAGES,
        *KEY_LEDGER_PAGES,
        *KEY_FIRM_PAGES,
        *SWAP_PAGES,
        *SWAP_PAPERS,
        *SETTLEMENTS,
        *SETTLEMENT_MONTHS,
        *SWAP_GAP_PAGES,
        *SWAP_OFFER_PAGES,
        *SHUTDOWN_PAGES,
        *SWAP_NEED_PAGES,
        *SWAP_PLAN_PAGES,
        *SWAP_PLAN_RESULT_PAGES,
        *SWAP_PEOPLE_PAGES,
        *SWAP_NAMING_PAGES,
        *SWAP_CONTRACT_PAGES,
        *SWAP_PERSON_PAGES,
        *SWAP_ANSWER_FOR_PAGES,
        *MY_SWAP_PAGES,
        *MY_SWAP_ANSWERS,
        *STYLEGUIDE_PAGES,
        *static_files(),
    ],
)
