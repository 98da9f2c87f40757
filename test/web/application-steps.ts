import type { Page } from 'playwright-core';
import { pick } from './pages.ts';

/** From the exporter's home to a new application to that chamber, open in its form. */
export async function beginApplication(page: Page, chamber: string): Promise<void> {
  await page.getByRole('link', { name: 'Apply for a certificate' }).first().click();
  await page.getByRole('combobox', { name: 'Chamber of commerce' }).selectOption({ label: chamber });
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await page.getByRole('region', { name: /^2 / }).waitFor();
}

/** Writes into the form what an application needs, as its reader finds the fields: by box and name. */
export async function fillInApplication(page: Page, consignee: string): Promise<void> {
  const box = (number: number) => page.getByRole('region', { name: new RegExp(`^${number}\\D`) });
  const fill = (number: number, label: string, value: string) =>
    box(number).getByRole('textbox', { name: label, exact: true }).fill(value);
  const choose = (number: number, label: string, name: string) =>
    pick(box(number).getByRole('combobox', { name: label, exact: true }), name, name);
  await fill(2, 'Name', consignee);
  await fill(2, 'Street and number', '8 Harbour Quay');
  await fill(2, 'City', 'Singapore');
  await choose(2, 'Country', 'Singapore');
  await choose(2, 'Country of destination', 'Singapore');
  await choose(3, 'Countries of origin', 'Belgium');
  await fill(6, 'Description of the goods', 'Dark chocolate couverture in blocks of 2.5 kg');
  await fill(6, 'Marks and numbers', 'SFF/SIN 1-40');
  await fill(6, 'Number of packages', '40');
  await fill(6, 'Gross weight', '1050.5');
  await box(6).getByRole('combobox', { name: 'Why it is of this origin' }).selectOption({ value: 'ST' });
  await fill(6, 'Invoice', '2026-0417');
  await box(6).getByLabel('Date of the invoice').fill('2026-11-20');
}

/** Submits what is complete, with the declaration. */
export async function submitApplication(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Submit to the chamber' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Declare and submit' }).click();
  await page.getByText('Submitted', { exact: true }).waitFor();
}
